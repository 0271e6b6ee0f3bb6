import { PDFArray, PDFDict, PDFName, PDFNumber, PDFObjectCopier, PDFRef, PDFString, type PDFContext, type PDFDocument, type PDFObject, type PDFPage } from '@cantoo/pdf-lib'

const name = (text: string) => PDFName.of(text)
/** No number tree of an invoice is so deep. */
const DEPTH = 20

/**
 * Takes the structure of a page of ours along (PDF 32000-1, 14.7): its elements stand behind those of the document in the order in
 * which they are read, with the language that they are written in. Where the document has no structure it gets ours, and
 * is not marked as tagged: its own pages are not, and readers that guess go on guessing them. A document whose own structure
 * cannot be read gets the page without.
 */
export function addStructure(document: PDFDocument, added: PDFPage, ours: PDFDocument): void {
  added.node.delete(name('StructParents'))
  const root = ours.catalog.lookupMaybe(name('StructTreeRoot'), PDFDict)
  const parents = root && leavesOf(ours.context, root.lookupMaybe(name('ParentTree'), PDFDict)).at(0)
  const top = root && kidsOf(root).at(0)
  if (!root || !parents || !top) return
  const known = document.catalog.lookupMaybe(name('StructTreeRoot'), PDFDict)
  const tree = known?.lookupMaybe(name('ParentTree'), PDFDict)
  if (known && !tree) return
  const target = known ?? newRoot(document)
  const key = nextKey(document.context, target)
  const [element, of] = copied(document, ours, top, parents[1])
  const language = ours.catalog.lookupMaybe(name('Lang'), PDFString)?.decodeText()
  const body = document.context.lookup(element, PDFDict)
  body.set(name('P'), refOf(document, target, 'StructTreeRoot'))
  if (language) body.set(name('Lang'), PDFString.of(language))
  standOn(document.context, element, added.ref)
  addKid(document, target, element)
  addLeaf(document, target.lookup(name('ParentTree'), PDFDict), key, of)
  target.set(name('ParentTreeNextKey'), PDFNumber.of(key + 1))
  added.node.set(name('StructParents'), PDFNumber.of(key))
}

/** Elements know their page, and the page is copied by itself: they are cut from it first, so that it is not copied twice. */
function copied(document: PDFDocument, ours: PDFDocument, top: PDFRef, parents: PDFObject): [PDFRef, PDFRef] {
  standOn(ours.context, top, undefined)
  ours.context.lookup(top, PDFDict).delete(name('P'))
  const copier = PDFObjectCopier.for(ours.context, document.context)
  return [copier.copy(top), document.context.register(copier.copy(ours.context.lookup(parents, PDFArray)))]
}

/** Says on which page each element stands; undefined: on none. */
function standOn(context: PDFContext, of: PDFObject, page: PDFRef | undefined): void {
  const element = context.lookup(of)
  if (element instanceof PDFArray) for (const kid of element.asArray()) standOn(context, kid, page)
  if (!(element instanceof PDFDict)) return
  if (page) element.set(name('Pg'), page)
  else element.delete(name('Pg'))
  const kids = element.get(name('K'))
  if (kids) standOn(context, kids, page)
}

function newRoot(document: PDFDocument): PDFDict {
  const { context } = document
  const root = context.obj({ Type: 'StructTreeRoot', K: [], ParentTree: { Nums: [] }, ParentTreeNextKey: 0 })
  document.catalog.set(name('StructTreeRoot'), context.register(root))
  return root
}

function refOf(document: PDFDocument, object: PDFDict, key: string): PDFObject {
  return document.catalog.get(name(key)) ?? object
}

function kidsOf(root: PDFDict): PDFRef[] {
  const kids = root.get(name('K'))
  const all = kids instanceof PDFRef && root.context.lookup(kids) instanceof PDFArray ? root.context.lookup(kids, PDFArray).asArray() : kids instanceof PDFArray ? kids.asArray() : kids ? [kids] : []
  return all.filter((one) => one instanceof PDFRef)
}

function addKid(document: PDFDocument, root: PDFDict, element: PDFRef): void {
  const kids = root.get(name('K'))
  const list = kids && document.context.lookup(kids)
  if (list instanceof PDFArray) list.push(element)
  else root.set(name('K'), document.context.obj(kids ? [kids, element] : [element]))
}

/** The first number that no page of the document has. */
function nextKey(context: PDFContext, root: PDFDict): number {
  const keys = leavesOf(context, root.lookupMaybe(name('ParentTree'), PDFDict)).map(([key]) => key)
  return Math.max(root.lookupMaybe(name('ParentTreeNextKey'), PDFNumber)?.asNumber() ?? 0, ...keys.map((key) => key + 1))
}

/** All numbers of a number tree (7.9.7) with what stands under each. */
function leavesOf(context: PDFContext, node: PDFDict | undefined, depth = 0): [number, PDFObject][] {
  if (!node || depth > DEPTH) return []
  const nums = node.lookupMaybe(name('Nums'), PDFArray)?.asArray() ?? []
  const own = nums.flatMap((each, place): [number, PDFObject][] => (place % 2 === 0 && each instanceof PDFNumber ? [[each.asNumber(), nums[place + 1]!]] : []))
  const kids = node.lookupMaybe(name('Kids'), PDFArray)?.asArray() ?? []
  return [...own, ...kids.flatMap((kid) => { const one = context.lookup(kid); return one instanceof PDFDict ? leavesOf(context, one, depth + 1) : [] })]
}

/** Behind all others, since its number is greater than theirs. */
function addLeaf(document: PDFDocument, tree: PDFDict, key: number, value: PDFRef): void {
  const kids = tree.lookupMaybe(name('Kids'), PDFArray)
  if (kids) kids.push(document.context.register(document.context.obj({ Limits: [key, key], Nums: [key, value] })))
  else if (tree.has(name('Nums'))) {
    const nums = tree.lookup(name('Nums'), PDFArray)
    nums.push(PDFNumber.of(key))
    nums.push(value)
  } else tree.set(name('Nums'), document.context.obj([key, value]))
}
