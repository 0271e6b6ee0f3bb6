import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
}
/** Files in assets/ carry a hash of their content in their name. */
const FOREVER = 'public, max-age=31536000, immutable'
const NONCE_PLACEHOLDER = '__CSP_NONCE__'

export interface WorkspaceFile {
  bytes: Buffer<ArrayBuffer>
  type: string
  cacheControl: string
}

/** The built workspace, read once: what is not in this map cannot be asked for, whatever the path says. */
export class WorkspaceFiles {
  readonly #files = new Map<string, WorkspaceFile>()
  readonly #shell: string | undefined

  constructor(folder: string) {
    if (!existsSync(join(folder, 'index.html'))) return
    this.#shell = readFileSync(join(folder, 'index.html'), 'utf8')
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/')
      const type = TYPES[extname(path)]
      if (!entry.isFile() || type === undefined || path === 'index.html') continue
      this.#files.set(`/${path}`, { bytes: readFileSync(join(folder, path)), type, cacheControl: path.startsWith('assets/') ? FOREVER : 'public, max-age=3600' })
    }
  }

  file(path: string): WorkspaceFile | undefined {
    return this.#files.get(path)
  }

  /** The page that loads the workspace, or undefined when it has not been built. */
  shell(nonce: string): string | undefined {
    return this.#shell?.replaceAll(NONCE_PLACEHOLDER, nonce)
  }
}
