/** Short and familiar forms in Swedish, Norwegian and English, each line one name; written as `nameForm` writes them. */
const LINES = `
alexander alex sascha sasse xander sander
alexandra alex sandra sanna
albert abbe bert
alfred fred affe alf
anders andy adde
andreas andy andre drew adde
andrew andy drew
ann anne anna annie anni ann-mari
anneli annelie ann-li
anton toni tony
antonia toni
axel acke akse
barbro babs barbara babsan
benjamin ben benny benji
bengt benke
birger bigge
birgitta gitta gittan britta birgit bitte
bjorn bjarne bjornar nalle
bo bosse
britt-mari britta brittmari
carl charles karl kalle calle carlo charlie
carolina carro karolina lina caro
catarina katarina cathrine katrin katrine kattis kajsa kari kate katy katie kathy cathy trine cata
charlotte lotta lotte lotten charlie charlott
christian kristian krille chris krisse
christina kristina kristin stina kicki tina kristine chris christine stine nina
christoffer kristoffer toffe chris stoffe kristofer christopher kit
christer krister krille
daniel danne dan danny
david dave davy dave
edvard edward ed eddie ted teddy
eleonora ella nora elli eleanor
elisabet elisabeth lisa lisbet lisbeth bettan betty lise else elise liz beth lizzie eliza lis
emanuel manne
emil emmil mille
emilia emily emma milla mille emelie emilie
erik eric eirik erkki jerker
eva evelina evy evie
filip philip phil fille
fredrik fredric freddie fredde fredrick frederick fred
gabriel gabbe gabe
gabriella gabi gaby ella
georg goran jorgen jorn orjan george
gunilla nilla gunnel gunn
gustav gustaf gosta gustave gurra
hans hasse johannes
harald harry hadde harold
helena helen lena elna helene
henrik henke henry henrick harry hal
ida idun
ingegerd inga ingegard
ingemar ingmar inge
ingrid inga inger
isabella isabelle bella isa ella isabell
isak isaac zac
jacob jakob jack jake jakki
jan janne jens john johan johannes jannik
jennifer jenny jen jenni
jessica jess jessi
joakim jocke kim jokke
johan johannes john janne jon johnny jonny jack jan hans
johanna hanna joanna jo hanne
jonas jon jonte
jonathan jonte jon jonny jonatan
josef joseph joe jo jossan joey
josefin josefine jossan fia
karin kajsa kaja kari
kenneth ken kenta kenny
kerstin kersti kjersti stina
knut knutte
lars lasse laurits lauritz lorens larry
leif leffe
lennart lelle lenny
linnea linn nea
louise lovisa lo lollo lou
lukas lucas luke
magdalena magda malin lena madeleine
magnus mange
margareta margaretha margit greta gretha marit mona rita maggan grete margrete margaret maggie meg peggy merete
maria mari maja mia marie mary maj mi mariann molly
markus marcus mark macke
mats matte mathias mattias matt matthias matthew
matthew matt mattias
martin marre marten
mikael michael micke mike mick mikkel mickel mikke
monika monica moa
nathaniel nathan nate
nicklas niklas nicolas nicholas nick nicke nils nicolai nikolai klas nico
nils nisse niels nicke
ola olof olov olav olle ole olaf ollie
oliver olle ollie
oskar oscar ossian
otto otte
patrik patrick patric pat paddy patte
paul pal povel poul pavel
per peter petter par pelle pete pehr petrus perra petra
pernilla nilla pernille
rebecka rebecca becka becky
richard rickard rikard rick dick ricky richie rikke
robert rob bob bobby robban robin bert robbie
roger rogge
rolf roffe
samuel sam sammy samme
sara sarah sally sarri
sebastian seb sebbe basse bastian
sigurd sigge sigvard
simon simme
sofia sofie sophie sophia fia soffan
stefan steffe steven stephen steve steffen staffan
susanna susanne sanna susan sussie sanne sue suzanne
sven svenne svein swen
teodor theodor theo teddy ted theodore
teresa therese tessa terese
tobias tobbe toby
tomas thomas tom tompa tommy
torbjorn tobbe torben
torsten totte torstein
ulf uffe
ulrika ulla rika ulrikke
urban ubbe
veronica veronika vera nika
viktor victor vicke
viktoria victoria vicky tora vickan
vilhelm wilhelm ville william willy
william bill will billy willy liam ville
yngve ynge
zackarias zakarias sakarias zack sackarias
`

const GROUPS = new Map<string, Set<number>>()
for (const [index, line] of LINES.trim().split('\n').entries()) {
  for (const name of line.split(' ')) GROUPS.set(name, (GROUPS.get(name) ?? new Set()).add(index))
}

/** One may be called the other: both stand on one line. */
export function calledAlike(a: string, b: string): boolean {
  const groups = GROUPS.get(a)
  const others = groups && GROUPS.get(b)
  return others !== undefined && [...others].some((one) => groups!.has(one))
}
