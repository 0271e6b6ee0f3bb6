import type { Duplex } from 'node:stream'
import { jsonHeaders } from '../security-headers.ts'

const STATUS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Content Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** Answers what is no HTTP, or too slow, with the headers of every other answer, and hangs up. */
export function refuseRaw(publicUrl: string): (error: Error, socket: Duplex) => void {
  const headers = Object.entries(jsonHeaders(publicUrl)).filter(([name]) => name !== 'content-type').map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return (error, socket) => {
    const { code = '' } = error as NodeJS.ErrnoException
    // In the middle of an answer there is nothing to say any more.
    const answering = (socket as { _httpMessage?: { headersSent: boolean } })._httpMessage?.headersSent ?? false
    if (!socket.writable || answering || code === 'ECONNRESET') return void socket.destroy()
    socket.end(`HTTP/1.1 ${STATUS[code] ?? '400 Bad Request'}\r\n${headers}content-length: 0\r\nconnection: close\r\n\r\n`)
  }
}
