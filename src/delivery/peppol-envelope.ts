import XMLBuilder from 'fast-xml-builder'
import type { Participant } from '../values/participant.ts'

/** ISO 6523 in the network's words (Peppol policy for use of identifiers). */
const ACTOR_SCHEME = 'iso6523-actorid-upis'
const DOCUMENT_SCHEME = 'busdox-docid-qns'
const PROCESS_SCHEME = 'cenbii-procid-ubl'
const CUSTOMIZATION = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0'
export const PEPPOL_PROCESS = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0'

export interface Envelope {
  /** Of this delivery: whoever gets it twice can tell. */
  instance: string
  kind: 'invoice' | 'credit-note'
  from: Participant
  to: Participant
  /** ISO 3166 alpha-2 of the sender (C1). */
  country: string
  at: Date
  /** UBL, with its XML declaration. */
  document: string
}

const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true })
const ROOT = { invoice: 'Invoice', 'credit-note': 'CreditNote' } as const

/** What kind of document it is, in the network's words. */
export function documentType(kind: Envelope['kind']): string {
  return `urn:oasis:names:specification:ubl:schema:xsd:${ROOT[kind]}-2::${ROOT[kind]}##${CUSTOMIZATION}::2.1`
}

/** The e-invoice in its envelope (Peppol Business Message Envelope 2.0 on UN/CEFACT's Standard Business Document Header 1.3). */
export function peppolEnvelope({ instance, kind, from, to, country, at, document }: Envelope): string {
  const partner = ({ scheme, id }: Participant) => ({ Identifier: { '@_Authority': ACTOR_SCHEME, '#text': `${scheme}:${id}` } })
  const scope = (type: string, value: string, scheme?: string) => ({ Type: type, InstanceIdentifier: value, ...(scheme && { Identifier: scheme }) })
  const header = builder.build({
    StandardBusinessDocumentHeader: {
      HeaderVersion: '1.0', Sender: partner(from), Receiver: partner(to),
      DocumentIdentification: { Standard: `urn:oasis:names:specification:ubl:schema:xsd:${ROOT[kind]}-2`, TypeVersion: '2.1', InstanceIdentifier: instance, Type: ROOT[kind], CreationDateAndTime: at.toISOString() },
      BusinessScope: { Scope: [scope('DOCUMENTID', documentType(kind), DOCUMENT_SCHEME), scope('PROCESSID', PEPPOL_PROCESS, PROCESS_SCHEME), scope('COUNTRY_C1', country)] },
    },
  })
  // The document goes in as it was written: nothing of it is read or made anew.
  return `<?xml version="1.0" encoding="UTF-8"?>\n<StandardBusinessDocument xmlns="http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader">\n${header}${document.replace(/^<\?xml[^>]*\?>\s*/, '')}</StandardBusinessDocument>\n`
}
