import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { isPublicAddress } from './public-address.ts'

export interface Address { address: string, family: number }

/** Looks a name up as the system does. */
export const systemLookup = (host: string): Promise<Address[]> => lookup(host, { all: true })

/**
 * The addresses behind a host, looked up once: whoever connects, connects to one of these and no other. Undefined where one of
 * them is no public address and the host is none that the settings let stand in our own network. Throws what `ask` throws.
 */
export async function checkedAddresses(hostname: string, privateHosts: ReadonlySet<string>, ask: (host: string) => Promise<Address[]> = systemLookup): Promise<Address[] | undefined> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  const found = family === 0 ? await ask(host) : [{ address: host, family }]
  const barred = found.length === 0 || (!privateHosts.has(host) && found.some(({ address }) => !isPublicAddress(address)))
  return barred ? undefined : found
}
