import { authorityOf } from '../law/country.ts'
import type { StoredEntry } from '../ledger/entry.ts'
import type { Controller } from '../plumbing/installation.sql.ts'

interface Parties {
  controller: Controller
  url: string
  entry: Pick<StoredEntry, 'personId'>
}

/** How a receipt names the controller (art. 4(7)): by its organisation number, or by its page. */
export const controllerId = ({ controller, url }: Parties): string => (controller.organisationNumber ? `urn:org:${controller.country}:${controller.organisationNumber}` : url)
export const personUri = ({ entry }: Parties): string => `urn:uuid:${entry.personId}`

/** Controller, person and supervisory authority, in this order. */
export function entities(facts: Parties): object[] {
  const { controller, url } = facts
  const authority = authorityOf(controller.country)
  return [
    {
      '@id': controllerId(facts),
      '@type': ['dpv:Organisation', 'dpv:DataController'],
      'dpv:hasName': controller.name,
      'dpv:hasIdentifier': controller.organisationNumber ?? controllerId(facts),
      'schema:contactPoint': [
        { '@type': 'schema:ContactPoint', 'schema:contactType': 'privacy', 'schema:email': controller.email, 'schema:telephone': controller.phone, 'schema:url': url },
        { '@type': 'schema:PostalAddress', 'schema:streetAddress': controller.address, 'schema:addressCountry': controller.country },
      ],
      'schema:url': url,
    },
    { '@id': personUri(facts), '@type': 'dpv:DataSubject', 'dpv:hasIdentifier': facts.entry.personId },
    {
      '@id': authority.website,
      '@type': ['dpv:Organisation', 'dpv:DataProtectionAuthority'],
      'dpv:hasName': authority.name,
      'dpv:hasIdentifier': authority.website,
      'schema:url': authority.website,
    },
  ]
}
