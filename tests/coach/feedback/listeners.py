"""Seven ways of listening to the same trouble, written for these tests; the braces say what each sentence is."""

TROUBLE = (
    "B: I think I might leave my job. It has been building up since the spring, and last week I could not "
    "sleep at all.",
    "B: My manager gave my project to someone who started in May. I found out from a slide in a meeting, in front of "
    "everyone, and I just sat there and smiled.",
    "B: I was so angry. I went home and shouted at my kids for nothing, and then I felt ashamed of that as well.",
    "B: I have been there for nine years. I built that team, I hired half of them, and now I feel invisible.",
    "B: My wife says I should just talk to him. But every time I try, my throat closes up and I talk about the "
    "weather.",
    "B: Maybe I am afraid that he will say it out loud. That I am not good enough any more.",
    "B: My father lost his work at my age. He never really came back from that, and I keep thinking about him.",
    "B: I suppose what I want is for somebody to say that it mattered, all those years.",
    "B: Yes. And perhaps I could say that to him, that I want to know where I stand.",
)

GOOD_LISTENER = (
    "A: You lie awake over it.{deep} What has been building up?{open follow_up}",
    "A: You had to smile while it was being taken from you.{deep feeling} How was that for you?{open follow_up}",
    "A: The anger came home with you, and then the shame on top.{deep feeling}",
    "A: Nine years, and nobody sees you now.{deep feeling} What did you hope they would see?{open follow_up}",
    "A: When you try, your throat closes up.{simple} What happens just before that?{open follow_up}",
    "A: It could be that hearing it would make it true.{deep} That is a hard thing to carry.{empathy}",
    "A: Your father's story sits beside you.{deep} What do you see when you think of him?{open follow_up}",
    "A: So it hurts to lose the project, and more than that, you want those years to count.{summary}",
    "A: You want to know where you stand.{simple} How would you begin?{open follow_up}",
)

LECTURER = (
    "A: Work is like that these days. Companies are restructuring everywhere and loyalty means nothing "
    "to them. I read a "
    "long report on it last month, and it said that most people change their job every four years, which is "
    "quite healthy.",
    "A: That is a classic mistake in communication. There are five levels of delegation, and he clearly "
    "skipped the third. "
    "In management theory one speaks of role clarity, and it is one of the best researched topics that there is.",
    "A: Anger is a secondary emotion, you know. Underneath it there is always something else. The brain "
    "reacts within "
    "milliseconds, long before you think, and that is why children get it, because they are simply nearest.{missed}",
    "A: Nine years is a long time in one place. The curve of learning flattens after three, that is well "
    "known. People who "
    "stay longer earn less on average, and they are promoted less often, in nearly every industry.{missed}",
    "A: The throat is a muscle like any other. Singers train it for years. It reacts to stress hormones, "
    "and those are "
    "made in the glands above the kidneys, which is really quite a fascinating piece of biology.",
    "A: Nobody is good enough for ever. The market moves, and skills age faster than they used to. There "
    "is a name for "
    "that, it is called the half life of knowledge, and it is about five years now.{missed}",
    "A: The nineties were another time. There was hardly any retraining then. The state has done a lot "
    "since, and there are "
    "programmes for everyone, which hardly anybody knows about, although they are all on the web.{missed}",
    "A: Recognition is cheap, and that is why it is so odd that firms are stingy with it. One study "
    "found that a simple "
    "thank you does more than a bonus, at least for a couple of weeks.",
    "A: Exactly, and that is called a clarifying talk. It has four phases, and the first one is always "
    "the opening, in "
    "which you set the frame and agree on the time.",
)

INTERROGATOR = (
    "A: How long have you been there?{closed} Have you told anyone?{closed stacked}",
    "A: Who was in the meeting?{closed} Was he there too?{closed stacked}",
    "A: How old are your kids now?{closed | missed} Do they know?{closed stacked}",
    "A: Do you have a contract?{closed} How much notice is there?{closed stacked}",
    "A: When did you try last?{closed} Was it in his office?{closed stacked}",
    "A: Did he say so?{closed} Have you got a review coming up?{closed stacked}",
    "A: When was that?{closed} What did he work as?{closed stacked}",
    "A: Who should say it?{closed} Would a letter do?{closed stacked}",
    "A: Will you see him on Monday?{closed} Is he free then?{closed stacked}",
)

FIXER = (
    "A: You should write an application tonight.{advice} I can send you a good template.",
    "A: You need to write down what was said and when.{advice} Then you should go to his boss with it.{advice}",
    "A: You could try running after work.{advice | missed} It takes the anger right out of you.",
    "A: You should update your profile, then people will see you.{advice | missed} Put the team in the first "
    "line.{advice}",
    "A: Just send him an email instead.{advice} If I were you, I would do it before Friday.{advice}",
    "A: You must not think like that.{advice | missed} Make a list of ten things you did well.{advice}",
    "A: You should talk to a financial planner, then it cannot happen to you.{advice | missed}",
    "A: Then you ought to ask for a written reference.{advice} They have to give you one.",
    "A: Good, so you should book a meeting tomorrow at nine.{advice} Bring the list along.{advice}",
)

PARROT = (
    "A: You might leave your job.{simple}",
    "A: You just sat there and smiled.{simple}",
    "A: You went home and shouted at your kids for nothing.{simple!}",
    "A: You hired half of them, and now you feel invisible.{simple!}",
    "A: Your throat closes up and you talk about the weather.{simple!}",
    "A: You are afraid that he will say it out loud.{simple!}",
    "A: You keep thinking about him.{simple!}",
    "A: You want somebody to say that it mattered.{simple!}",
    "A: You want to know where you stand.{simple!}",
)

SILENT = (
    "A~: Mm-hmm.",
    "A~: Mm.",
    "A: Okay.{missed}",
    "A~: Hmm.",
    "A~: Mm-hmm.",
    "A: Right.{missed}",
    "A~: Mm.",
    "A~: Mm-hmm.",
    "A: Well, I have to get going now.",
)

HIJACKER = (
    "A: Oh, I know that, I left my first job in just the same way.{self_shift} I could not sleep for a month "
    "back then.",
    "A@-0.9: That happened to me too, with the London project.{cut competitive | self_shift} They gave it to "
    "my own trainee.",
    "A: I get so angry as well, you should have seen me on Sunday.{self_shift} I threw a plate against the wall.",
    "A@-0.9: I was at my last place for twelve years.{cut competitive | self_shift} I hired all of them, every "
    "single one.",
    "A: My boss is just the same, I never know what to say to him.{self_shift} Last week I hid in the kitchen.",
    "A@-0.9: I have felt like that ever since I turned forty.{cut competitive | self_shift} I even saw a "
    "doctor about it.",
    "A: My father was out of work twice, that was a hard time for us.{self_shift} We ate soup for a whole winter.",
    "A@-0.9: I want that too, I have never had a thank you from mine.{cut competitive | self_shift} Not one in "
    "all those years.",
    "A: I said that to mine once, and it went so badly wrong.{self_shift} I will tell you how it was.",
)


def talk(replies: tuple[str, ...]) -> tuple[str, ...]:
    """The trouble with these replies between."""
    return tuple(line for pair in zip(TROUBLE, replies, strict=True) for line in pair)


OTHERS = {
    "lecturer": LECTURER,
    "interrogator": INTERROGATOR,
    "fixer": FIXER,
    "parrot": PARROT,
    "silent listener": SILENT,
    "hijacker": HIJACKER,
}
