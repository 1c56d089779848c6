"""Sentences for the rules that rest on word lists: thirty that they must find, and thirty that they must not."""

HURT = "They gave the prize to somebody else, and I was so disappointed that I went home and cried."

VALIDATION = [
    "That makes sense.", "Of course you cried.", "Anyone would feel that way.", "I can see why you went home.",
    "No wonder you were sad.", "It's completely understandable.", "You have every right to be angry.",
    "It's okay to cry.", "I don't blame you.", "That would hurt anybody, and anybody would have gone home.",
    "It's only natural that you feel low.", "That makes a lot of sense.", "It makes perfect sense that you left.",
    "Your anger makes sense to me.", "I can understand why you cried.", "Anybody would be upset about that.",
    "Who wouldn't be disappointed.", "It's normal to feel let down.", "I'd feel the same in your place.",
    "That's a very human reaction.", "You had good reason to be upset.", "It's all right to be sad about it.",
    "It's no surprise that you were hurt.", "Of course you're disappointed.", "I understand why you went home.",
    "I get why you were so upset.", "Everyone would have been disappointed.", "That's understandable.",
    "You're allowed to be sad.", "Your feelings are valid.",
]  # fmt: skip
NO_VALIDATION = [
    "The rules make no difference.", "I see a dog.", "Does that make sense?", "I understand the rules of the prize.",
    "Good.", "It would make more sense to ask them.", "I can see the hall from here.", "You went home.",
    "Everyone got a letter.", "Who won it?", "Of course they have a jury.", "The plan makes sense on paper.",
    "Why did you cry?", "You should understand the jury.", "It's okay if we start now?", "Normal rules apply.",
    "I can see the letter.", "It makes no sense to cry.", "That makes no sense.", "I don't understand you.",
    "Nobody understands the jury.", "You have the right address.", "I wonder who won it.", "Anyone can apply.",
    "Natural light is best for photos.", "I blame the jury.", "Tell me why you went home.", "It was a normal day.",
    "I don't see why you cried.", "Everybody went home at six.",
]  # fmt: skip
DISMISSAL = [
    "At least you were invited.", "Don't worry.", "It could be worse.", "You'll be fine.", "Calm down.",
    "Look on the bright side.", "Everything happens for a reason.", "It's not that bad.", "Cheer up.",
    "Other people have it worse.", "It's not a big deal.", "Don't be sad.", "Don't be silly.", "It's only a prize.",
    "It's just a prize.", "You'll get over it.", "Time heals all wounds.", "It was meant to be.",
    "That's nothing to cry about.", "Stop crying.", "You're overreacting.", "It's no big deal.",
    "It's not the end of the world.", "There are worse things.", "Don't take it so hard.", "Chin up.",
    "You'll laugh about it one day.", "Don't make a fuss.", "Just forget about it.", "Let it go.",
]  # fmt: skip
NO_DISMISSAL = [
    "You need somebody who doesn't tell you to look on the bright side.", "At what time was that?",
    "You worry about the others.", "I was fine.", "That was bad.", "You can calm yourself when you sing.",
    "What was the reason?", "You were invited.", "It was a big deal for you.", "I'm here.",
    "You cried all the way home.", "It was worse than you expected.", "You don't want to be told to cheer up.",
    "You were sad all evening.", "I won't tell you that it could be worse.", "How are you now?",
    "You can't just forget about it.", "You can't let it go.", "It was not only a prize to you.",
    "So it was the end of a dream.", "You couldn't stop crying.", "Nobody told you to calm down.",
    "You wish you could laugh about it.", "Time went by so slowly.", "It happened for no reason.",
    "That's hard.", "You were meant to win it.", "Fine words were no help.", "What would make it less bad?",
    "Least of all you expected that.",
]  # fmt: skip

PERMISSION = [
    "Can I suggest something?", "May I make a suggestion?", "Could I share a thought?", "Would it help if I told you?",
    "Is it okay if I give you some advice?", "Would you like to hear an idea?", "Do you mind if I share something?",
    "Can I offer a suggestion?", "May I tell you what has helped others?", "Would you like some advice?",
    "Is it all right if I share some information?", "Can I give you a tip?", "Would you be open to a suggestion?",
    "Do you want to hear what I would do?", "Could I offer an idea?", "May I share what I know about that?",
    "Would it be okay if I told you a bit about it?", "Can I share an observation?", "Would a suggestion be helpful?",
    "Do you want my opinion?", "Do you want some advice?", "Would you like my opinion?", "May I offer some advice?",
    "Can I tell you what I think?", "Could I make a suggestion?", "Is it okay if I share what I know?",
    "Would you mind if I gave you some feedback?", "Can I give you some advice?", "Would it help if I made a list?",
    "Are you open to some advice?",
]  # fmt: skip
NO_PERMISSION = [
    "Can you suggest something?", "May is a good month.", "Could you share a thought?", "Did it help?",
    "Is it okay?", "What would you like to hear?", "Do you mind the noise?", "You can offer him something.",
    "He told me what helped others.", "You like advice.", "Everything is all right.", "That was a good tip.",
    "You were open to everything.", "What would you do?", "I have no idea.", "I know about that.",
    "Tell me a bit about it.", "I observed nothing.", "The suggestion was helpful.", "What is your opinion?",
    "You gave some advice.", "Your opinion matters.", "They offered some advice.", "What do you think?",
    "Who made the suggestion?", "Share it with them.", "She gave you feedback.", "Can I sit here?",
    "Would it help if they came?", "The door is open.",
]  # fmt: skip
