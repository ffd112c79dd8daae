"""The words that `rnnviz.tasks.grammar` makes sentences of, English beside Korean.

What goes with what is said by kinds: a verb takes objects, and an adjective nouns, that share a kind
with it. Each word has one translation, in both directions, so that it is clear which word a word
was made from. (Hence no 개 for a dog or 새 for a bird: both are other words here too.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_NOUNS = """
student    students    학생    명    person
child      children    아이    명    person
doctor     doctors     의사    명    person
farmer     farmers     농부    명    person
singer     singers     가수    명    person
painter    painters    화가    명    person
reporter   reporters   기자    명    person
soldier    soldiers    군인    명    person
cook       cooks       요리사  명    person
boy        boys        소년    명    person
girl       girls       소녀    명    person
king       kings       왕      명    person
friend     friends     친구    명    person
neighbor   neighbors   이웃    명    person
poet       poets       시인    명    person
merchant   merchants   상인    명    person
detective  detectives  탐정    명    person
nurse      nurses      간호사  명    person
writer     writers     작가    명    person
actor      actors      배우    명    person
cat        cats        고양이  마리  animal
puppy      puppies     강아지  마리  animal
horse      horses      말      마리  animal
rabbit     rabbits     토끼    마리  animal
cow        cows        소      마리  animal
duck       ducks       오리    마리  animal
apple      apples      사과    개    food,washable
orange     oranges     오렌지  개    food,washable
banana     bananas     바나나  개    food
egg        eggs        달걀    개    food
potato     potatoes    감자    개    food,washable,baked
carrot     carrots     당근    개    food,washable
cake       cakes       케이크  개    food,baked,made
fish       fish        생선    마리  food,baked
bread      -           빵      -     food,baked,made
soup       -           수프    -     food,made
cheese     -           치즈    -     food,made
water      -           물      -     drink
milk       -           우유    -     drink
coffee     -           커피    -     drink,made
tea        -           차      -     drink
juice      -           주스    -     drink,made
book       books       책      권    text,printed,written,sent
novel      novels      소설    편    text,printed,written
poem       poems       시      편    text,written,sent
letter     letters     편지    통    text,written,sent
magazine   magazines   잡지    권    text,printed,sent
newspaper  newspapers  신문    부    text,printed
story      stories     이야기  편    story,written
song       songs       노래    곡    song
picture    pictures    그림    점    picture,sent
flower     flowers     꽃      송이  flower,sent
cup        cups        컵      개    thing,washable,made
chair      chairs      의자    개    thing,fixable,made,furniture
desk       desks       책상    개    thing,fixable,made,furniture
bag        bags        가방    개    thing,opening,made
hat        hats        모자    개    thing,made
box        boxes       상자    개    thing,opening,made,furniture
ball       balls       공      개    thing
umbrella   umbrellas   우산    개    thing,fixable
clock      clocks      시계    개    thing,fixable
camera     cameras     카메라  대    thing,fixable
bicycle    bicycles    자전거  대    thing,fixable
car        cars        자동차  대    thing,fixable
door       doors       문      개    opening,fixable
window     windows     창문    개    opening,fixable
"""

_VERBS = """
eats       eat       ate         먹는다    먹었다    먹지      food
drinks     drink     drank       마신다    마셨다    마시지    drink
reads      read      read        읽는다    읽었다    읽지      text,story
writes     write     wrote       쓴다      썼다      쓰지      written
buys       buy       bought      산다      샀다      사지      food,drink,printed,thing,animal,picture,flower
sells      sell      sold        판다      팔았다    팔지      food,drink,printed,thing,animal,picture,flower
draws      draw      drew        그린다    그렸다    그리지    person,animal,thing,flower,picture
likes      like      liked       좋아한다  좋아했다  좋아하지  person,animal,food,drink,text,story,song,picture,flower
loves      love      loved       사랑한다  사랑했다  사랑하지  person,animal,song
meets      meet      met         만난다    만났다    만나지    person
helps      help      helped      돕는다    도왔다    돕지      person
teaches    teach     taught      가르친다  가르쳤다  가르치지  person
watches    watch     watched     지켜본다  지켜봤다  지켜보지  person,animal
follows    follow    followed    따라간다  따라갔다  따라가지  person,animal
seeks      seek      sought      찾는다    찾았다    찾지      person,animal,text,thing,picture
washes     wash      washed      씻는다    씻었다    씻지      washable
opens      open      opened      연다      열었다    열지      opening
closes     close     closed      닫는다    닫았다    닫지      opening
fixes      fix       fixed       고친다    고쳤다    고치지    fixable
enjoys     enjoy     enjoyed     즐긴다    즐겼다    즐기지    song,story
sings      sing      sang        부른다    불렀다    부르지    song
bakes      bake      baked       굽는다    구웠다    굽지      baked
makes      make      made        만든다    만들었다  만들지    made
sends      send      sent        보낸다    보냈다    보내지    sent
borrows    borrow    borrowed    빌린다    빌렸다    빌리지    printed,thing
praises    praise    praised     칭찬한다  칭찬했다  칭찬하지  person,story,song,picture
forgets    forget    forgot      잊는다    잊었다    잊지      person,story,song
moves      move      moved       옮긴다    옮겼다    옮기지    furniture
hides      hide      hid         숨긴다    숨겼다    숨기지    text,thing,food
brings     bring     brought     가져온다  가져왔다  가져오지  food,drink,text,thing,flower
chooses    choose    chose       고른다    골랐다    고르지    food,text,thing,flower
"""

_ADJECTIVES = """
wise         현명한    person
kind         친절한    person
busy         바쁜      person
rich         부유한    person
brave        용감한    person
clever       똑똑한    person
quiet        조용한    person
tired        피곤한    person
famous       유명한    person,song,picture
lazy         게으른    person,animal
hungry       배고픈    person,animal
big          큰        animal,thing,opening
small        작은      animal,thing,opening,picture,flower
white        하얀      animal,thing,opening,flower
black        검은      animal,thing
strange      이상한    animal,thing,text,story,song,picture
pretty       예쁜      animal,thing,picture,flower
old          오래된    thing,opening,text,story,song,picture
expensive    비싼      thing,printed,picture,flower,food,drink
cheap        싼        thing,printed,food,drink
heavy        무거운    thing,opening
light        가벼운    thing
red          빨간      thing,flower
blue         파란      thing,opening
long         긴        written,song
short        짧은      written,song
sad          슬픈      written,song
interesting  재미있는  text,story
delicious    맛있는    food,drink
fresh        신선한    food
cold         차가운    drink
hot          뜨거운    drink
sweet        달콤한    drink
"""

NUMERALS = {
    "one": "한", "two": "두", "three": "세", "four": "네", "five": "다섯",
    "six": "여섯", "seven": "일곱", "eight": "여덟", "nine": "아홉", "ten": "열",
}
"""Native Korean numerals, as they stand before a counter."""

DETERMINERS = {"": "", "the": "", "a": "", "an": "", "that": "그", "my": "내"}
"""Korean has no articles: *the* or *a* shows in the subject's particle alone."""


@dataclass(frozen=True)
class Noun:
    """A noun; ``plural`` and ``counter`` are empty where it cannot be counted."""

    english: str
    plural: str
    korean: str
    counter: str
    kinds: frozenset[str]


@dataclass(frozen=True)
class Verb:
    """A verb: third person, base and past; Korean plain present, plain past, and the form before 않다."""

    third: str
    base: str
    past: str
    korean_present: str
    korean_past: str
    korean_negated: str
    kinds: frozenset[str]


@dataclass(frozen=True)
class Adjective:
    """An adjective, in Korean in the form before a noun."""

    english: str
    korean: str
    kinds: frozenset[str]


def _rows(table: str) -> list[list[Any]]:
    lines = [line.split() for line in table.strip().splitlines()]
    return [[*("" if word == "-" else word for word in words), frozenset(kinds.split(","))] for *words, kinds in lines]


NOUNS = tuple(Noun(*row) for row in _rows(_NOUNS))
VERBS = tuple(Verb(*row) for row in _rows(_VERBS))
ADJECTIVES = tuple(Adjective(*row) for row in _rows(_ADJECTIVES))
