import { readdirSync, readFileSync } from 'node:fs'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'
import { XmlDocument, XmlElement, XmlXPath, XsdValidator } from 'libxml2-wasm'
import { sharedData } from './shared-data.ts'

// E-invoices by another path than ours: libxml2 reads them, schemas and rules are those that were published.

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd'
const SPACES = {
  cac: `${UBL}:CommonAggregateComponents-2`, cbc: `${UBL}:CommonBasicComponents-2`, ext: `${UBL}:CommonExtensionComponents-2`, ubl: `${UBL}:Invoice-2`, 'ubl-invoice': `${UBL}:Invoice-2`, cn: `${UBL}:CreditNote-2`, 'ubl-creditnote': `${UBL}:CreditNote-2`,
}

export interface OfficialFile {
  folder: string
  name: string
  text: string
}

/** The official examples and the Swedish sector's files; undefined where they are not here. */
export function officialFiles(): OfficialFile[] | undefined {
  const base = sharedData('en16931')
  return base === undefined ? undefined : ['cen-ubl-examples', 'cen-se-sfti-testfiles', 'peppol-examples', 'peppol-national'].flatMap((folder) => readdirSync(`${base}/${folder}`).toSorted().map((name) => ({ folder, name, text: readFileSync(`${base}/${folder}/${name}`, 'utf8') })))
}

/** Canonical XML 1.0 with comments: equal where nothing was lost. */
export function canonical(xml: string): string {
  using document = XmlDocument.fromString(xml)
  return document.canonicalizeToString({ withComments: true })
}

/** Throws where an invoice or credit note is not valid by the schema of UBL 2.1; undefined where the schema is not here. */
export function schemaCheck(): ((xml: string) => void) | undefined {
  const folder = sharedData('ubl21-xsd/maindoc')
  if (!folder) return undefined
  xmlRegisterFsInputProviders()
  const validators = new Map(['Invoice', 'CreditNote'].map((root) => {
    const url = `${folder}/UBL-${root}-2.1.xsd`
    using schema = XmlDocument.fromBuffer(readFileSync(url), { url })
    return [root, XsdValidator.fromDoc(schema)]
  }))
  return (xml) => {
    using document = XmlDocument.fromString(xml)
    validators.get(document.root.name)!.validate(document)
  }
}

export interface PublishedRule {
  id: string
  flag: string
  context: string
  test: string
}

/** The rules of EN 16931 and of Peppol as they were published; undefined where they are not here. */
export function publishedRules(): PublishedRule[] | undefined {
  const [standard, peppol] = [sharedData('en16931/rules-cen-1.3.16.json'), sharedData('en16931/rules-peppol-2026.5.json')]
  return standard && peppol ? [standard, peppol].flatMap((path) => JSON.parse(readFileSync(path, 'utf8')) as PublishedRule[]) : undefined
}

/** A published rule as XPath 1.0 can ask it: how many places it looks at, and in how many it does not hold. */
export type Asked = (document: XmlDocument) => { places: number; broken: number }

/** Undefined for a rule that needs XPath 2.0, or variables that its file sets. */
export function askable(one: PublishedRule): Asked | undefined {
  const [contextText, testText] = [older(one.context).split(' | ').map((part) => (part.startsWith('/') ? part : `//${part}`)).join(' | '), older(one.test)]
  if (NEWER.test(contextText) || NEWER.test(testText)) return undefined
  const [context, test] = [XmlXPath.compile(contextText, SPACES), XmlXPath.compile(testText, SPACES)]
  return (document) => {
    const places = document.find(context)
    return { places: places.length, broken: places.filter((place) => !truth((place as XmlElement).eval(test))).length }
  }
}

/** What only XPath 2.0 has, and variables. */
const NEWER = /\$|\b(?:every|some|satisfies|castable|matches|tokenize|upper-case|ends-with|abs|if|xs:\w+|u:\w+) ?\(?|\/(?:substring|normalize-space|number)\(|= \('/

/** The same in the words of XPath 1.0, where it has them: `VAT` is written in capitals in every file here. */
function older(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
    .replaceAll(/\(?normalize-space\(upper-case\((cbc:ID)\)\) ?= ?'VAT'\)/g, "$1 = 'VAT'").replaceAll(/\(?normalize-space\(upper-case\((cbc:ID)\)\)\)?/g, '$1').replaceAll(/\/upper-case\((cbc:ID)\)/g, '/$1')
    .replaceAll('//(cac:InvoiceLine|cac:CreditNoteLine)/xs:decimal(cbc:LineExtensionAmount)', '//cac:InvoiceLine/cbc:LineExtensionAmount | //cac:CreditNoteLine/cbc:LineExtensionAmount')
    .replaceAll(/\/normalize-space\((cbc:\w+)\)/g, '/$1')
    .replaceAll(/(cbc:ChargeIndicator) ?= ?(true|false)\(\)/g, "$1 = '$2'")
    .replaceAll(/\bexists\(/g, 'boolean(').replaceAll(/xs:decimal\(/g, 'number(').replaceAll(/\/number\((cbc:\w+)\)/g, '/$1')
    .replaceAll("/substring(cbc:CompanyID, 1, 2) = 'SE'", "/cbc:CompanyID[starts-with(., 'SE')]")
}

function truth(found: unknown): boolean {
  return Array.isArray(found) ? found.length > 0 : Boolean(found)
}

export { SPACES as UBL_NAMESPACES }
