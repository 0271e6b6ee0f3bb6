import { textIn, type XmlElement, type XmlNode } from './xml-tree.ts'

/** Namespaces of UBL 2.1, by the prefixes that its rules name them with; whatever a file calls them. */
export const UBL_SPACES = {
  cac: 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  cbc: 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
  ext: 'urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2',
} as const
const PREFIXES = new Map<string, string>(Object.entries(UBL_SPACES).map(([prefix, space]) => [space, prefix]))

/** `cbc:ID`, as rules write it, whatever prefix the file uses. */
export function ublName({ space, local }: XmlElement): string {
  const prefix = PREFIXES.get(space)
  return prefix ? `${prefix}:${local}` : local
}

export function childrenOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child): child is XmlElement => 'local' in child)
}

interface Step {
  space: string
  local: string
}

const steps = new Map<string, readonly Step[]>()

/** Paths are few and walked often. */
function stepsOf(path: string): readonly Step[] {
  let known = steps.get(path)
  if (!known) steps.set(path, (known = path.split('/').map(stepOf)))
  return known
}

function stepOf(name: string): Step {
  const [prefix, local] = name.split(':') as [keyof typeof UBL_SPACES, string]
  return { space: UBL_SPACES[prefix], local }
}

function isNamed(node: XmlNode, { space, local }: Step): node is XmlElement {
  return 'local' in node && node.local === local && node.space === space
}

/** Every element at the end of a path from this one: `cac:Party/cbc:EndpointID`. */
export function each(from: XmlElement, path: string): XmlElement[] {
  let found = [from]
  for (const step of stepsOf(path)) found = found.flatMap((one) => one.children.filter((child): child is XmlElement => isNamed(child, step)))
  return found
}

/** The first of them. */
export function first(from: XmlElement, path: string): XmlElement | undefined {
  return each(from, path)[0]
}

/** The text at the end of a path, blanks round it taken off; undefined where there is none. */
export function textAt(from: XmlElement, path: string): string | undefined {
  const found = first(from, path)
  return found && trimmed(found)
}

export function trimmed(element: XmlElement): string {
  return textIn(element).trim().replaceAll(/\s+/g, ' ')
}

export function attribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((one) => one.name === name)?.value
}

/** Every element under this one, in the order of the file. */
export function elementsOf(from: XmlElement): XmlElement[] {
  const all: XmlElement[] = []
  const walk = (element: XmlElement) => {
    for (const child of element.children) {
      if (!('local' in child)) continue
      all.push(child)
      walk(child)
    }
  }
  walk(from)
  return all
}
