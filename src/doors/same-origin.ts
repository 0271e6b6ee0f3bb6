/**
 * Whether a request was made by a page of ours, so that a cookie that came with it may act.
 * `Sec-Fetch-Site` decides where the browser sends it; browsers send it to https and localhost only, so on plain http
 * `Origin` decides. A request with neither does not come from a browser of today and is refused: other programs use a key.
 */
export function isSameOrigin(headers: Headers, publicUrl: string): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  if (origin === null || origin === 'null') return false
  return origin === new URL(publicUrl).origin || sameHost(origin, headers.get('host'))
}

/** The address the browser itself used, when the program is reached by another than its public one (an IP address, a tunnel). */
function sameHost(origin: string, host: string | null): boolean {
  return host !== null && URL.canParse(origin) && new URL(origin).host === host
}
