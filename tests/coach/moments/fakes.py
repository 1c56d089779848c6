"""Replies that begin like reflections, or speak of the other, and say nothing back: (what was told, the reply)."""

LECTURES = [
    (
        "I can't fall asleep before two, and I'm worn out.",
        "Sleep is regulated by two processes, you see, and light is one of them.",
    ),
    (
        "My team doesn't talk to each other any more.",
        "It sounds like a textbook case of silo thinking, which most companies have.",
    ),
    (
        "I've been putting off the tax return for weeks.",
        "You see, procrastination is nothing but fear of failure, that has been shown many times.",
    ),
    (
        "My daughter slams the door when I ask about school.",
        "What you have to know is that the teenage brain is not finished before twenty five.",
    ),
    ("We lost the client after six years.", "Losing a client is part of business, and you win some and you lose some."),
    (
        "I eat when I'm bored, mostly at night.",
        "So what happens in the body is that insulin goes up and then you crash.",
    ),
    (
        "I don't know if I should take the job abroad.",
        "You know, statistically most people who move abroad come back within three years.",
    ),
    (
        "My father forgets our names now.",
        "Dementia has several stages, and so your father is probably in the second one.",
    ),
    (
        "I get so nervous before I present.",
        "Adrenaline is actually useful, because it sharpens your senses before a talk.",
    ),
    (
        "The new software slows everybody down.",
        "So change always follows a curve, and your people are in the valley right now.",
    ),
    (
        "I broke up with Sam last week.",
        "It seems that relationships go through phases, and the first two years are chemistry.",
    ),
    (
        "Nobody answers my applications.",
        "The market is like that in autumn, so you see fewer answers before the new year.",
    ),
]

BLAME = [
    ("I missed the deadline by a day.", "Sounds like you didn't plan properly."),
    ("She hasn't spoken to me since the party.", "So you embarrassed her in front of everybody."),
    ("I forgot my sister's birthday.", "It sounds like you only think about yourself."),
    ("The order went to the wrong address.", "So you didn't check it, as usual."),
    ("I can't keep up with the reading.", "You're just not trying hard enough."),
    ("The children were late again.", "You never get them out of bed on time."),
    ("My back hurts after the weekend.", "Well, you brought that on yourself, didn't you."),
    ("I shouted at the intern today.", "So you take it out on the weak ones."),
    ("I lost the keys to the office.", "You always lose things, that's what you're like."),
    ("He said he needed space.", "It sounds like you were smothering him, to be honest."),
    ("I spent too much on the car.", "So you threw the money out of the window."),
    ("I haven't called my mother in a month.", "You should be ashamed of yourself."),
    ("They gave the prize to another team.", "You can't blame anybody but yourself for that."),
]

SARCASM = [
    ("I only slept five hours.", "Oh, you poor thing, five whole hours."),
    ("I have to write two reports this week.", "Wow, so you actually have to work for once."),
    ("My phone broke this morning.", "So your life is over, I suppose."),
    ("The hotel had no pool.", "You must be suffering terribly."),
    ("I had to wait at the doctor's for an hour.", "An hour, you're a real hero."),
    ("Nobody liked my post.", "So the world has stopped turning for you."),
    ("I don't feel like going to the meeting.", "Sounds like somebody got up on the wrong side of the bed."),
    ("I'm tired of cooking every day.", "Right, because you're the only one who works here."),
    ("The train was full and I had to stand.", "It sounds like a tragedy of epic proportions."),
    ("I'm not sure about the colour.", "Great, so you want to change your mind again."),
]

ADVICE = [
    ("I feel alone in this city.", "Sounds like you should join a club."),
    ("My knee hurts when I run.", "It sounds like you need to see a doctor."),
    ("I can't concentrate in the open office.", "So you want to get yourself some headphones."),
    ("We keep arguing about money.", "It seems to me you two need a budget."),
    ("I'm always late with invoices.", "So what you need is a calendar and a fixed day."),
    ("My manager ignores my mails.", "It sounds like you have to go over his head."),
    ("I'm scared of the operation.", "You just need to think positive."),
    ("I wake up at four and worry.", "Sounds like you could try some breathing exercises."),
    ("I hate the commute.", "So you have to look for something closer."),
    ("He wants to come back, and I don't know.", "It sounds like you'd better forget him."),
    ("I don't know what to write to her.", "So you might want to start with a thank you."),
    ("My son plays all night.", "What I'm hearing is that you need to take the console away."),
    ("I gained ten kilos this year.", "So you ought to cut out the sugar."),
    ("The customer wants a discount again.", "Sounds like you shouldn't give in this time."),
    ("I'm dreading the family dinner.", "If I hear you right, you should simply not go."),
    ("I've no energy left after work.", "You could go for a run, that would give you energy."),
]

OWN_SIDE = [
    ("I was passed over for the lead role.", "It sounds like what I went through in my last firm."),
    ("I miss my old school.", "You remind me of myself at that age."),
    ("The move was awful.", "I feel the same about our move, it nearly killed me."),
    ("My dog died on Sunday.", "I know what you mean, I lost two cats last year."),
    ("I'm thinking about quitting.", "I hear a lot of people in my department say that they are quitting."),
    ("I don't trust the new director.", "I think he is fine, I have worked with him for years."),
    ("We might sell the house.", "I would never sell ours, I love the garden far too much."),
]

PITCH = [
    ("Our reports take three days.", "So our tool gives you the same reports in an hour."),
    ("We had trouble with the last supplier.", "You will love working with us, all our customers do."),
    ("I'm not sure about the price.", "It sounds like you haven't seen the full value yet."),
    ("We only have ten people.", "So you qualify for the starter plan, which is half the price."),
    ("I have worked with spreadsheets for years.", "You will need more than that here, the role is about leading."),
    ("I left because the team was dissolved.", "So tell me about your biggest weakness."),
    ("My contract ends in June.", "You can send us the papers until Friday, and then we decide."),
]

FAKES = [*LECTURES, *BLAME, *SARCASM, *ADVICE, *OWN_SIDE, *PITCH]
