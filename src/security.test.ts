// What is dangerous in the platform stands where it is known and nowhere else, and nothing is made secret by weak means (docs/security.md).
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { filesUnder, moduleOf, modulesUnder, ROOT, type Module } from '../test/source-tree.ts'

const PROGRAM = modulesUnder('src').filter(({ path }) => !path.endsWith('.test.ts'))
const WORKSPACE = filesUnder('web/src').filter((path) => /(?<!\.test)\.tsx?$/.test(path)).map((path) => moduleOf(path, readFileSync(join(ROOT, path), 'utf8')))

interface Rule {
  says: string
  /** Looked for in what the file says, strings too. */
  pattern: RegExp
  /** The files in which it may stand, each for its reason. */
  only?: Record<string, string>
  among?: readonly Module[]
  caught: readonly string[]
}

const RULES: Rule[] = [
  {
    says: 'hashes, ciphers and keys are of these kinds: SHA-256, AES-256-GCM, Ed25519',
    pattern: /\b(?:create(?:Hash|Hmac|Cipheriv|Decipheriv)|generateKeyPair(?:Sync)?)\(\s*(?!(?:'sha256'|'aes-256-gcm'|'ed25519')[,)]|CIPHER,)[^,)]*|(?<![.\w])(?:hash|digest)\('(?!sha256')[^']*'|\bCIPHER = (?!'aes-256-gcm')\S+/g,
    caught: ["createHash('md5')", "createHmac('sha1', key)", "createCipheriv('aes-256-ecb', key, null)", "const CIPHER = 'aes-128-cbc'", "generateKeyPairSync('rsa', { modulusLength: 1024 })", "digest('sha1', text)", 'createHash(NAME)'],
  },
  {
    says: 'nothing is signed, derived or encrypted by other means than these',
    pattern: /\b(?:createSign|createVerify|publicEncrypt|privateDecrypt|publicDecrypt|createDiffieHellman|createECDH|pbkdf2|scrypt|hkdf|webcrypto|crypto\.subtle)\b|\balgorithm: 'SHA1'/g,
    only: { 'src/staff/authenticator.ts': 'RFC 6238 as every authenticator app makes it: HMAC-SHA-1' },
    caught: ["createSign('RSA-SHA1')", 'privateDecrypt(key, text)', "new TOTP({ algorithm: 'SHA1' })"],
  },
  { says: 'chance that anything rests on comes from the system', pattern: /\bMath\.random\b|\bpseudoRandomBytes\b/g, caught: ['Math.random()'] },
  {
    says: 'no text becomes a program',
    pattern: /(?<![.\w])eval\(|\bnew Function\(|\bnode:vm\b|\bset(?:Timeout|Interval)\(\s*['"`]/g,
    only: { 'src/plumbing/garbage.ts': 'the engine shows its collector to new contexts only; the text is `gc`' },
    among: [...PROGRAM, ...WORKSPACE], caught: ['eval(text)', 'new Function(body)', "import { runInNewContext } from 'node:vm'", "setTimeout('go()', 1)"],
  },
  {
    says: 'two files start other programs, each with a list of arguments',
    pattern: /\bnode:child_process\b|\bchild_process\b|\bnode:cluster\b/g, only: { 'src/plumbing/postgres-server.ts': 'the built-in PostgreSQL', 'src/plumbing/helper-process.ts': 'what reads the files of others' },
    caught: ["import { exec } from 'node:child_process'"],
  },
  { says: 'no shell reads what is started', pattern: /\bexec(?:Sync)?\(\s*[`'"a-z]|\bshell: true\b/g, among: PROGRAM.filter(({ path }) => path === 'src/plumbing/postgres-server.ts' || path === 'src/plumbing/helper-process.ts'), caught: ['exec(`initdb ${folder}`)', "spawn('initdb', [], { shell: true })"] },
  {
    says: 'a regular expression is made of words of ours, or of letters that were made to mean themselves',
    pattern: /\bnew RegExp\((?!`(?:[^`$]|\$(?!\{)|\$\{(?:literally\(|LETTER\}|API_BASE\}|SIGNATURE_MEMBER\}|Object\.keys\(PLAIN\)|path\.replaceAll\())*`|String\.raw`)/g,
    only: { 'src/tickets/rights-wording.ts': 'rules of ours, with words of a language put in where they name them' },
    caught: ['new RegExp(text)', 'new RegExp(`^${search}`)'],
  },
  {
    says: 'no statement is put together from text',
    pattern: /\bsql\.(?:raw|unsafe)\b(?:<[^(]*>)?\((?![A-Z_]+\))|\.query\(`[^`]*\$\{|\.query\([^`(),]*\+/g,
    only: { 'src/plumbing/database.ts': 'which kind of transaction, of three words', 'src/plumbing/postgres-server.ts': 'the name of the database, ours', 'src/plumbing/scrub-server.ts': 'names of tables out of the catalogue, escaped', 'src/anonymity/statistics.sql.ts': 'the column that tells when, of a table of ours' },
    caught: ['sql.raw(`select ${name}`)', 'client.query(`select ${name}`)', "client.query('select ' + name)"],
  },
  { says: 'no certificate is taken unseen', pattern: /\brejectUnauthorized\b|\bNODE_TLS_REJECT_UNAUTHORIZED\b|\bcheckServerIdentity\b|\btls: \{/g, caught: ['{ rejectUnauthorized: false }'] },
  // The shell answers whoever typed a command.
  { says: 'what is logged goes through the log', pattern: /\bconsole\.\w+\(|\bprocess\.std(?:out|err)\.write\b/g, among: PROGRAM.filter(({ path }) => !path.startsWith('src/doors/shell/')), caught: ['console.log(person)', 'process.stderr.write(name)'] },
  {
    says: 'a browser keeps language, appearance, single keys, unfolded parts of the navigation and the role looked through, and nothing else',
    pattern: /\b(?:localStorage|sessionStorage|indexedDB|document\.cookie|caches\.open)\b/g,
    only: { 'web/src/language.tsx': 'language', 'web/src/shell/theme.ts': 'appearance', 'web/src/shell/keys.ts': 'single keys', 'web/src/shell/navigation.tsx': 'unfolded parts of the navigation', 'web/src/colleagues/see-as.ts': 'the role looked through' },
    among: WORKSPACE, caught: ["localStorage.setItem('people', names)"],
  },
  {
    says: 'a browser is sent on to a place of ours, and never to what came with its request',
    pattern: /\.redirect\((?!OWN[._]|`\$\{OWN[._]|CUSTOMER_PATHS\.|CODE,|'\/'|id === identityId \? OWN)[^)]*/g,
    only: { 'src/doors/staff/oidc-door.ts': 'the workspace or the account page, chosen two lines above' },
    caught: ["c.redirect(c.req.query('next'))", 'c.redirect(to, 303)', 'c.redirect(`${host}/me`)'],
  },
  {
    says: 'cookies are written in two files, which know their flags',
    pattern: /\b(?:set|delete)(?:Signed)?Cookie\b|(?<![\w-]|\|)set-cookie(?![\w-]|\|)/gi, only: { 'src/doors/customer-cookie.ts': 'of customers', 'src/doors/staff/staff-cookie.ts': 'of colleagues' },
    caught: ["setCookie(c, 'seen', '1')", "c.header('Set-Cookie', 'seen=1')"],
  },
  {
    says: 'what we call ourselves stands in the settings, and is not taken from the host a request names',
    pattern: /\bheader\('(?:x-forwarded-)?host'\)|\bheaders\.host\b|\bx-forwarded-(?:host|proto)\b|\bnew URL\(c\.req\.url\)\.(?:origin|host(?:name)?|href|protocol)\b/gi,
    caught: ["c.req.header('host')", "c.req.header('X-Forwarded-Host')", 'request.headers.host', 'new URL(c.req.url).origin'],
  },
  { says: 'nothing is written into a page as markup', pattern: /\bdangerouslySetInnerHTML\b|\b(?:inner|outer)HTML\b\s*=|\binsertAdjacentHTML\b|\bdocument\.write\b|\bpostMessage\b/g, among: WORKSPACE, caught: ['at.innerHTML = name', '<p dangerouslySetInnerHTML={{ __html: name }} />'] },
]

const places = ({ pattern, only = {} }: Rule, modules: readonly Module[]): string[] =>
  modules.filter(({ path }) => !(path in only)).flatMap(({ path, text }) => [...withoutComments(text).matchAll(pattern)].map(([what]) => `${path}: ${what}`))

/** What is written about the program is not the program. */
function withoutComments(text: string): string {
  return text.replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '')
}

for (const rule of RULES) {
  test(rule.says, () => {
    const among = rule.among ?? PROGRAM
    assert.ok(among.length > 0)
    assert.deepEqual(places(rule, among), [])
    for (const [path, why] of Object.entries(rule.only ?? {})) assert.ok(places({ ...rule, only: {} }, among.filter((each) => each.path === path)).length > 0, `no exception is needed any more: ${path}, ${why}`)
    for (const sample of rule.caught) assert.notDeepEqual(places(rule, [moduleOf('src/people/x.ts', sample)]), [], `not caught: ${sample}`)
  })
}

test('docs/operating.md lists every key of the keeper and every algorithm that the program uses', () => {
  const [, section = ''] = /## Keys and algorithms\n([\s\S]*?)\n## /.exec(readFileSync(join(ROOT, 'docs/operating.md'), 'utf8')) ?? []
  const [, names = ''] = /'keeper\.json', ((?:'keys\/[\w-]+\.key'(?:, )?)+)/.exec(readFileSync(join(ROOT, 'src/keeper/keeper.test.ts'), 'utf8')) ?? []
  const keys = [...names.matchAll(/keys\/([\w-]+)\.key/g)].map(([, name]) => name!)
  assert.ok(keys.length >= 6)
  assert.deepEqual(keys.filter((name) => !section.includes(`| \`${name}\` |`)), [])
  const used = new Set(PROGRAM.flatMap(({ text }) => [...withoutComments(text).matchAll(/\bcreate(?:Hmac|Hash|Cipheriv)\('([\w-]+)'|\bgenerateKeyPair(?:Sync)?\('([\w-]+)'|'(argon2id)'|algorithm: '(SHA1)'/g)].map(([, ...found]) => found.find(Boolean)!)))
  assert.ok(used.size >= 4, [...used].join())
  const written: Record<string, string> = { sha256: 'SHA-256', 'aes-256-gcm': 'AES-256-GCM', ed25519: 'Ed25519', argon2id: 'Argon2id', SHA1: 'HMAC-SHA-1' }
  assert.deepEqual([...used].filter((name) => !section.includes(written[name] ?? '?')), [])
})
