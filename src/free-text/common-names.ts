/**
 * Given names, and what they are called for short, that are so common in Sweden, Norway and the company's mails that a word like
 * them in a note is somebody's name, however it is written. Left out: names that are ordinary words too, such as Hans (his), Per, Liv, Sten, May and Mange (many).
 */
export const COMMON_NAMES: ReadonlySet<string> = new Set(`
  anna maria eva karin kristina birgitta elisabeth margareta lena kerstin ingrid marie emma malin sara linnea katarina jenny elin johanna helena monica ulla hanna susanne sofia julia
  annika åsa gunilla cecilia ida camilla anita josefin louise therese maja matilda linda ann-sofie britt agneta barbro gudrun astrid sigrid signe ebba alva freja wilma agnes klara
  lars anders mikael johan erik peter thomas karl daniel fredrik andreas mattias magnus stefan jonas christer niklas martin anton joakim henrik christian gustav linus
  alexander emil viktor oskar oscar simon filip lucas elias hugo axel ludvig rasmus kjell göran lennart rolf bengt bertil gunnar åke roger tommy jörgen håkan ulf torbjörn roland
  kari marit ingeborg berit bjørg gerd randi solveig turid wenche grete hilde anne inger silje ingvild maren nora sunniva ragnhild
  ola kåre arne kjetil bjørn terje øyvind svein geir morten espen eirik sindre håvard trond leif olav harald sigurd magne jostein vidar
  john james robert michael david mary patricia jennifer susan karen lisa sarah nancy emily george paul kevin brian edward mohammed fatima ahmed ali hassan aisha leila omar
  kattis kicki danne nettan lasse pelle kalle nisse janne stina kajsa lotta lotten micke matte tobbe jocke olle sussi gittan anki lollo bosse steffe fia jossan palle
`.split(/\s+/).filter(Boolean))

/** What ends a family name in the north: a word behind a given name that ends so belongs to it, also in lower case. */
export const FAMILY_ENDING = /(?:sson|sdotter|sen|berg|gren|lund|ström|strøm|dahl|qvist|kvist|stad|vik|mark|man|ius|qvist|blom|holm|hagen|bakken|moen|haug|rud|heim|nes|sjö)$/u
