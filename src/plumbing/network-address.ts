/** An address of the internet as its bits, 32 of IPv4 or 128 of IPv6. */
export interface NetworkAddress {
  readonly size: 32 | 128
  readonly bits: bigint
}

/** All addresses that begin with the same bits. */
export interface Network extends NetworkAddress {
  readonly prefix: number
}

/** What one provider hands to one customer: neighbours in an IPv4 /24 share a count, all of an IPv6 /64 is one house. */
const OWN_PREFIX = { 32: 24, 128: 64 } as const

/** An IPv4 address inside IPv6 (RFC 4291 2.5.5.2), as a socket for both tells it. */
const MAPPED = 0xffffn

/** Parses an address as sockets and proxies write it; undefined for anything else, names and ports included. */
export function parseNetworkAddress(text: string): NetworkAddress | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number)
  if (parts) return parts.every((part) => part <= 255) ? { size: 32, bits: join(parts, 8) } : undefined
  // The parser of URLs knows every way to write one, and writes it in one way.
  if (!text.includes(':') || !/^[\da-f:.]+$/i.test(text) || !URL.canParse(`http://[${text}]`)) return undefined
  const [front = '', back] = new URL(`http://[${text}]`).hostname.slice(1, -1).split('::')
  const groups = (side: string) => side === '' ? [] : side.split(':').map((group) => Number.parseInt(group, 16))
  const [head, tail] = [groups(front), groups(back ?? '')]
  const bits = join([...head, ...Array.from({ length: 8 - head.length - tail.length }, () => 0), ...tail], 16)
  return bits >> 32n === MAPPED ? { size: 32, bits: bits & 0xffffffffn } : { size: 128, bits }
}

/** Parses an address, or a network such as 10.0.0.0/8; undefined for anything else. */
export function parseNetwork(text: string): Network | undefined {
  const [, address = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const parsed = parseNetworkAddress(address)
  const prefix = length === undefined ? parsed?.size : Number(length)
  return parsed && prefix! <= parsed.size ? { ...parsed, prefix: prefix! } : undefined
}

export function isWithin(address: NetworkAddress, network: Network): boolean {
  const rest = BigInt(network.size - network.prefix)
  return address.size === network.size && address.bits >> rest === network.bits >> rest
}

/** A name for the network whose addresses are counted together. */
export function nameOfNetwork({ size, bits }: NetworkAddress): string {
  const prefix = OWN_PREFIX[size]
  return `${size}/${prefix}/${(bits >> BigInt(size - prefix)).toString(16)}`
}

/**
 * Who a request comes from: the socket's other end, or, where that is a proxy of ours, whom the proxies say they serve
 * (X-Forwarded-For, read from its end for as long as each speaker is one of ours: what stands before anybody may have written).
 */
export function callerAddress(socket: string, forwarded: string | undefined, proxies: readonly Network[]): NetworkAddress | undefined {
  let address = parseNetworkAddress(socket)
  const named = (forwarded ?? '').split(',').map((each) => each.trim())
  while (address && proxies.some((proxy) => isWithin(address!, proxy))) {
    const before = parseNetworkAddress(named.pop() ?? '')
    if (!before) break
    address = before
  }
  return address
}

function join(parts: readonly number[], bits: number): bigint {
  return parts.reduce((so, part) => (so << BigInt(bits)) | BigInt(part), 0n)
}
