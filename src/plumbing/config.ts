// long: one list of settings, so that all that the program can be told is read in one go.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isFault } from '../values/fault.ts'
import { parseCountry } from '../values/country.ts'
import { parseEmail } from '../values/email.ts'
import { parseNetwork, type Network } from './network-address.ts'
import { StartRefused } from './start-refused.ts'

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export interface Sender { name: string, address: string }
export interface Dkim { domain: string, selector: string, keyFile: string }
/** Another party that recognises people for us (OpenID Connect). */
export interface IdentityProviderSettings { issuer: string, clientId: string, clientSecret: string, name: string, hosts: readonly string[] }

/** How this copy of the program runs. Read once, by the shell door, and passed on from there. */
export interface Settings {
  /** A PostgreSQL server; undefined means the built-in one in `dataFolder`. */
  databaseUrl: string | undefined
  dataFolder: string
  keeperUrl: string
  port: number
  host: string
  /** Without a slash at the end; undefined means http://localhost and the port that was got. */
  publicUrl: string | undefined
  /** Whose word on whom they serve is believed (X-Forwarded-For). */
  trustedProxies: readonly Network[]
  /** Requests a minute that a key of another system may make. */
  apiPerMinute: number
  /** Undefined is none: metrics are then told to this machine alone. */
  metricsToken: string | undefined
  /** Undefined means the built-in outbox. */
  smtpUrl: string | undefined
  mailFrom: Sender
  dkim: Dkim | undefined
  /** Where colleagues, and customers, may sign on. */
  staffProvider: IdentityProviderSettings | undefined
  customerProvider: IdentityProviderSettings | undefined
  /** Hosts that may be called at an address of our own network. */
  privateHosts: readonly string[]
  /** Where e-invoices are put for an access point; undefined: it fetches them. */
  peppolFolder: string | undefined
  /** For how long a server of one's own keeps what was deleted, as its operator declares. */
  tracesDays: number | undefined
  /** Public keys that backups are sealed to, and where the program puts one a day; undefined: whoever runs it makes them. */
  backupRecipients: readonly string[]
  backupFolder: string | undefined
  /** So long any backup is kept, wherever: what was erased is gone from all of them when it is over. */
  backupHorizonDays: number
  /** Where another system lays finished invoices to be decorated. */
  decorateFolder: string | undefined
  /** The mailbox that mails to us are fetched from; undefined: they come by `tillit mail` or the API, or not at all. */
  mailboxUrl: string | undefined
  /** Address of that mailbox; what is for one of our rooms has a secret behind a plus. Undefined: no mail is taken in. */
  mailInAddress: string | undefined
  controllerCountry: string
  ledgerName: string
  logLevel: LogLevel
  /** Whether every answer is logged, or failed and slow ones alone. */
  logRequests: boolean
  demo: boolean
}

interface Setting<Value> {
  /** Also given as this option of the command line, which wins over the environment. */
  option?: string
  /** Used when the setting is absent or empty; shown in the README. */
  standard: string
  /** Shown in the README in place of a default that depends on other settings. */
  standardSays?: string
  says: string
  /** The value, or undefined when the text is none; `wants` tells what would be. */
  parse(text: string): Value | undefined
  wants: string
}

const setting = <Value>(definition: Setting<Value>): Setting<Value> => definition

const issuerSetting = (who: string, path: string) => setting({ standard: '', standardSays: 'no single sign-on', says: `Issuer (OpenID Connect) where ${who} may sign on; needs the next two. Register \`PUBLIC_URL${path}\` there as the redirect URI.`, parse: parseIssuer, wants: 'a URL such as https://id.example.se (https, unless it is this machine)' })
const clientIdSetting = () => setting({ standard: '', standardSays: '', says: 'What that provider calls this program.', parse: parseClientText, wants: 'visible characters without spaces' })
const clientSecretSetting = () => setting({ standard: '', standardSays: '', says: 'The secret it gave this program.', parse: parseClientText, wants: 'visible characters without spaces' })
const providerNameSetting = () => setting({ standard: '', standardSays: 'host of the issuer', says: 'Name of that provider on the button.', parse: parseProviderName, wants: 'a name of at most 40 characters' })
const providerHostsSetting = () => setting({ standard: '', standardSays: 'host of the issuer', says: 'Further hosts of that provider, separated by commas, where its answers come from others than the issuer.', parse: parseHosts, wants: 'hosts such as token.example.se, keys.example.se:8443' })

/** Every setting; the table in README.md is made from this one, and a test compares them. */
export const SETTINGS = {
  DATA_DIR: setting({ option: '--data', standard: 'data', says: 'Folder for the built-in database and the keeper.', parse: (text) => resolve(text), wants: 'a folder' }),
  DATABASE_URL: setting({ standard: '', standardSays: 'built-in PostgreSQL in `DATA_DIR/postgres`', says: 'PostgreSQL server to use instead of the built-in one.', parse: (text) => urlOf(text, ['postgres:', 'postgresql:']), wants: 'a URL such as postgres://user:password@host:5432/database' }),
  KEEPER_URL: setting({ standard: '', standardSays: '`DATA_DIR/keeper`', says: 'Where keys, published ledger heads and the journal are kept; one shared place when several copies run.', parse: (text) => urlOf(text, ['file:']), wants: 'a URL such as file:///srv/tillit/keeper' }),
  PORT: setting({ standard: '8080', says: 'Port to listen on; 0 takes a free one.', parse: (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined, wants: 'a whole number from 0 to 65535' }),
  HOST: setting({ standard: '127.0.0.1', says: 'Address to listen on. The standard is this machine only; a proxy with TLS belongs in front of anything wider.', parse: (text) => /^[\w.:-]+$/.test(text) ? text : undefined, wants: 'a host name or an IP address' }),
  PUBLIC_URL: setting({ standard: '', standardSays: '`http://localhost:PORT`', says: 'Where people reach this program; stands in links and mails.', parse: parsePublicUrl, wants: 'a URL without path such as https://kund.example.se (https, unless it is this machine)' }),
  TRUSTED_PROXIES: setting({ standard: '', standardSays: 'none', says: 'Addresses or networks of your own proxies, separated by commas; what they say in `X-Forwarded-For` counts when attempts are limited.', parse: parseProxies, wants: 'addresses or networks such as 127.0.0.1, 10.0.0.0/8' }),
  API_PER_MINUTE: setting({ standard: '60000', says: 'Requests a minute that each API key may make, at once or spread; decisions are not counted.', parse: (text) => /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined, wants: 'a whole number from 1' }),
  METRICS_TOKEN: setting({ standard: '', standardSays: 'metrics for this machine alone', says: 'Secret that `GET /metrics` wants as a bearer token; without one it answers this machine alone, and nobody once `PUBLIC_URL` is https.', parse: (text) => /^[\w.~+/=-]{16,256}$/.test(text) ? text : undefined, wants: 'at least 16 letters and digits' }),
  SMTP_URL: setting({ standard: '', standardSays: 'built-in outbox, nothing leaves', says: 'Mail server to send through; smtps:// for TLS from the first byte, smtp:// for STARTTLS.', parse: (text) => urlOf(text, ['smtp:', 'smtps:']), wants: 'a URL such as smtps://user:password@mail.example.se:465' }),
  MAIL_FROM: setting({ standard: 'Tillit <tillit@example.org>', says: 'Sender of mails: an address, or a name with an address in angle brackets.', parse: parseSender, wants: 'an address such as Example AB <post@example.se>' }),
  DKIM_DOMAIN: setting({ standard: '', standardSays: 'mail is not signed', says: 'Domain that signs mail; needs the next two.', parse: parseDomain, wants: 'a domain such as example.se' }),
  DKIM_SELECTOR: setting({ standard: '', standardSays: '', says: 'Selector of the DKIM key in the DNS.', parse: (text) => /^[a-z\d]([\w.-]{0,61}[a-z\d])?$/i.test(text) ? text : undefined, wants: 'letters and digits such as tillit2026' }),
  DKIM_KEY_FILE: setting({ standard: '', standardSays: '', says: 'File with the private DKIM key (PEM).', parse: (text) => existsSync(text) ? resolve(text) : undefined, wants: 'a file that exists' }),
  OIDC_STAFF_ISSUER: issuerSetting('colleagues', '/single-sign-on/return'),
  OIDC_STAFF_CLIENT_ID: clientIdSetting(),
  OIDC_STAFF_CLIENT_SECRET: clientSecretSetting(),
  OIDC_STAFF_NAME: providerNameSetting(),
  OIDC_STAFF_HOSTS: providerHostsSetting(),
  OIDC_CUSTOMER_ISSUER: issuerSetting('customers', '/me/single-sign-on/return'),
  OIDC_CUSTOMER_CLIENT_ID: clientIdSetting(),
  OIDC_CUSTOMER_CLIENT_SECRET: clientSecretSetting(),
  OIDC_CUSTOMER_NAME: providerNameSetting(),
  OIDC_CUSTOMER_HOSTS: providerHostsSetting(),
  PRIVATE_HOSTS: setting({ standard: '', standardSays: 'none', says: 'Hosts among those above, and of connected systems, that stand in your own network, separated by commas; no other is called at a private address, and no other by http.', parse: (text) => text.includes(':') ? undefined : parseHosts(text), wants: 'hosts such as id.intern.example.se' }),
  PEPPOL_FOLDER: setting({ standard: '', standardSays: 'the access point fetches them over the API', says: 'Folder into which e-invoices are put for a Peppol access point, one file each, whole when it has its name.', parse: (text) => existsSync(text) ? resolve(text) : undefined, wants: 'a folder that exists' }),
  TRACES_DAYS: setting({ standard: '', standardSays: 'looked at where nothing keeps it elsewhere, otherwise unknown', says: 'Days after which the write-ahead log, archive and replicas of a PostgreSQL server of your own no longer hold what was deleted; told as declared wherever the program cannot look.', parse: (text) => /^\d{1,4}$/.test(text) ? Number(text) : undefined, wants: 'a whole number of days from 0 to 9999' }),
  BACKUP_TO: setting({ standard: '', standardSays: 'no backups by itself', says: 'Public key (age) that backups are sealed to, several separated by commas; `tillit backup --new-key FILE` makes one. With `BACKUP_FOLDER` one backup a day is made.', parse: parseRecipients, wants: 'a key such as age1… (its private half, AGE-SECRET-KEY-…, belongs elsewhere)' }),
  BACKUP_FOLDER: setting({ standard: '', standardSays: '', says: 'Folder for backups; needs `BACKUP_TO`.', parse: (text) => resolve(text), wants: 'a folder' }),
  BACKUP_HORIZON_DAYS: setting({ standard: '35', says: 'How many days a backup is kept. Older ones in `BACKUP_FOLDER` are deleted; erasure certificates tell it, so it holds for copies elsewhere too.', parse: (text) => /^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined, wants: 'a whole number of days from 1 to 9999' }),
  DECORATE_FOLDER: setting({ standard: '', standardSays: 'none', says: 'Folder in whose `in` another system lays finished invoices (PDF, UBL or both under one name); they come back with the privacy part in `out`, or with the reason in `refused`.', parse: (text) => resolve(text), wants: 'a folder' }),
  MAIL_IN_ADDRESS: setting({ standard: '', standardSays: 'no mail is taken in', says: 'Address at which mail is taken in. What is for a task has a secret behind a plus (`in+secret@example.se`), so the mail server must deliver such addresses too. It comes by `MAILBOX_URL`, `tillit mail` or the API.', parse: parseBaseAddress, wants: 'an address such as in@example.se, without a plus and at most 37 characters before the @' }),
  MAILBOX_URL: setting({ standard: '', standardSays: 'none', says: 'Mailbox that mail is fetched from (IMAP), one of its own for this program: what was taken in is marked as read, and deleted there after seven days; imaps:// for TLS from the first byte, imap:// for STARTTLS. A folder other than the inbox stands as the path. Needs `MAIL_IN_ADDRESS`.', parse: parseMailbox, wants: 'a URL such as imaps://user:password@mail.example.se:993' }),
  CONTROLLER_COUNTRY: setting({ standard: 'SE', says: 'Country of the company (ISO 3166): bookkeeping law and authority follow it.', parse: (text) => /^[A-Z]{2}$/.test(text) && !isFault(parseCountry(text)) ? text : undefined, wants: 'the code of a country such as SE or NO' }),
  LEDGER_NAME: setting({ standard: 'tillit.example/ledger', says: 'Name of the ledger and its signing key, fixed when the keeper is made; a domain of yours makes it unique.', parse: (text) => /^[a-z\d][a-z\d./-]{0,98}[a-z\d]$/.test(text) ? text : undefined, wants: 'small letters, digits, dots and slashes such as example.se/ledger' }),
  LOG_LEVEL: setting({ standard: 'info', says: `How much to log: ${LOG_LEVELS.join(', ')}.`, parse: (text) => LOG_LEVELS.find((level) => level === text), wants: `one of ${LOG_LEVELS.join(', ')}` }),
  LOG_REQUESTS: setting({ standard: 'no', says: 'Whether every answer is logged (route, status, milliseconds), or failed and slow ones alone.', parse: (text) => text === 'yes' ? true : text === 'no' ? false : undefined, wants: 'yes or no' }),
  DEMO: setting({ option: '--empty', standard: 'yes', says: 'Whether a new installation gets the demo company; `--empty` says no.', parse: (text) => text === 'yes' ? true : text === 'no' ? false : undefined, wants: 'yes or no' }),
}

export type SettingName = keyof typeof SETTINGS
type ValueOf<Name extends SettingName> = NonNullable<ReturnType<(typeof SETTINGS)[Name]['parse']>>

/**
 * The settings from the environment, where `overrides` (from the command line) win. An empty text counts as absent;
 * names that are not in the table are nobody's business here. Throws StartRefused with one line naming the setting.
 */
export function readSettings(environment: Record<string, string | undefined>, overrides: Partial<Record<SettingName, string>> = {}): Settings {
  const read = <Name extends SettingName>(name: Name): ValueOf<Name> | undefined => {
    const text = overrides[name] ?? (environment[name]?.trim() || SETTINGS[name].standard)
    if (text === '') return undefined
    const value = SETTINGS[name].parse(text)
    // The text itself may hold a password, so it is not repeated.
    if (value === undefined) throw new StartRefused(`${name} is not valid: it takes ${SETTINGS[name].wants}.`)
    return value as ValueOf<Name>
  }
  const dataFolder = read('DATA_DIR')!
  return {
    databaseUrl: read('DATABASE_URL'),
    dataFolder,
    keeperUrl: read('KEEPER_URL') ?? pathToFileURL(resolve(dataFolder, 'keeper')).href,
    port: read('PORT')!,
    host: read('HOST')!,
    publicUrl: read('PUBLIC_URL'),
    trustedProxies: read('TRUSTED_PROXIES') ?? [],
    apiPerMinute: read('API_PER_MINUTE')!,
    metricsToken: read('METRICS_TOKEN'),
    smtpUrl: read('SMTP_URL'),
    mailFrom: read('MAIL_FROM')!,
    dkim: dkimOf(read('DKIM_DOMAIN'), read('DKIM_SELECTOR'), read('DKIM_KEY_FILE')),
    staffProvider: providerOf('OIDC_STAFF', read('OIDC_STAFF_ISSUER'), read('OIDC_STAFF_CLIENT_ID'), read('OIDC_STAFF_CLIENT_SECRET'), read('OIDC_STAFF_NAME'), read('OIDC_STAFF_HOSTS')),
    customerProvider: providerOf('OIDC_CUSTOMER', read('OIDC_CUSTOMER_ISSUER'), read('OIDC_CUSTOMER_CLIENT_ID'), read('OIDC_CUSTOMER_CLIENT_SECRET'), read('OIDC_CUSTOMER_NAME'), read('OIDC_CUSTOMER_HOSTS')),
    privateHosts: read('PRIVATE_HOSTS') ?? [],
    peppolFolder: read('PEPPOL_FOLDER'),
    tracesDays: read('TRACES_DAYS'),
    backupRecipients: read('BACKUP_TO') ?? [],
    backupFolder: backupFolderOf(read('BACKUP_FOLDER'), read('BACKUP_TO')),
    backupHorizonDays: read('BACKUP_HORIZON_DAYS')!,
    decorateFolder: read('DECORATE_FOLDER'),
    mailboxUrl: mailboxOf(read('MAILBOX_URL'), read('MAIL_IN_ADDRESS')),
    mailInAddress: read('MAIL_IN_ADDRESS'),
    controllerCountry: read('CONTROLLER_COUNTRY')!,
    ledgerName: read('LEDGER_NAME')!,
    logLevel: read('LOG_LEVEL')!,
    logRequests: read('LOG_REQUESTS')!,
    demo: read('DEMO')!,
  }
}

/** The table of settings as it stands in README.md. */
export function settingsTable(): string {
  const rows = Object.entries<Setting<unknown>>(SETTINGS).map(([name, { option, standard, standardSays, says }]) => {
    const names = option ? `\`${name}\`, \`${option}\`` : `\`${name}\``
    return `| ${names} | ${standardSays ?? `\`${standard}\``} | ${says} |`
  })
  return ['| setting | standard | what it does |', '|---|---|---|', ...rows].join('\n')
}

function dkimOf(domain: string | undefined, selector: string | undefined, keyFile: string | undefined): Dkim | undefined {
  if (domain && selector && keyFile) return { domain, selector, keyFile }
  const parts = { DKIM_DOMAIN: domain, DKIM_SELECTOR: selector, DKIM_KEY_FILE: keyFile }
  const missing = Object.entries(parts).find(([, value]) => value === undefined)!
  if (domain ?? selector ?? keyFile) throw new StartRefused(`${missing[0]} is missing: signing mail takes DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE together.`)
  return undefined
}

function backupFolderOf(folder: string | undefined, recipients: readonly string[] | undefined): string | undefined {
  if (folder !== undefined && !recipients) throw new StartRefused('BACKUP_TO is missing: backups in BACKUP_FOLDER are sealed to a public key.')
  return folder
}

function mailboxOf(url: string | undefined, address: string | undefined): string | undefined {
  if (url !== undefined && address === undefined) throw new StartRefused('MAIL_IN_ADDRESS is missing: mail is fetched from MAILBOX_URL for the address of that mailbox.')
  return url
}

function providerOf(
  prefix: string, issuer: string | undefined, clientId: string | undefined, clientSecret: string | undefined, name: string | undefined, hosts: readonly string[] | undefined,
): IdentityProviderSettings | undefined {
  if (issuer && clientId && clientSecret) return { issuer, clientId, clientSecret, name: name ?? new URL(issuer).hostname, hosts: hosts ?? [] }
  const missing = issuer ? (clientId ? 'CLIENT_SECRET' : 'CLIENT_ID') : 'ISSUER'
  if (issuer ?? clientId ?? clientSecret ?? name ?? hosts) throw new StartRefused(`${prefix}_${missing} is missing: single sign-on takes ${prefix}_ISSUER, ${prefix}_CLIENT_ID and ${prefix}_CLIENT_SECRET together.`)
  return undefined
}

function urlOf(text: string, protocols: readonly string[]): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !protocols.includes(url.protocol)) return undefined
  return url.protocol === 'file:' || url.hostname !== '' || url.searchParams.has('host') ? text : undefined
}

function parsePublicUrl(text: string): string | undefined {
  const url = parseSafeUrl(text)
  return url?.pathname === '/' ? url.origin : undefined
}

/** An issuer is compared letter by letter, so it stays as it is written. */
function parseIssuer(text: string): string | undefined {
  return parseSafeUrl(text) ? text : undefined
}

/** https, or http on this machine; no user, no query. */
function parseSafeUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || url.search !== '' || url.hash !== '' || url.username !== '') return undefined
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  return url.protocol === 'https:' || (url.protocol === 'http:' && here) ? url : undefined
}

function parseClientText(text: string): string | undefined {
  return /^[\x21-\x7e]{1,500}$/.test(text) ? text : undefined
}

function parseProviderName(text: string): string | undefined {
  return /^[^\p{Cc}\p{Cf}]{1,40}$/u.test(text) ? text : undefined
}

function parseHosts(text: string): string[] | undefined {
  const hosts = text.split(',').map((each) => each.trim().toLowerCase())
  return hosts.every((each) => /^[\w.-]+(:\d{1,5})?$/.test(each) && URL.canParse(`https://${each}`) && new URL(`https://${each}`).host === each.replace(/:443$/, '')) ? hosts : undefined
}

/** An age key as bech32 writes it; whether its checksum holds is seen when something is sealed to it. */
function parseRecipients(text: string): string[] | undefined {
  const keys = text.split(',').map((each) => each.trim())
  return keys.every((each) => /^age1(?:pq1|tag1|tagpq1)?[02-9ac-hj-np-z]{50,}$/.test(each)) ? keys : undefined
}

function parseProxies(text: string): Network[] | undefined {
  const networks = text.split(',').map((each) => parseNetwork(each.trim()))
  return networks.every((each) => each !== undefined) ? networks : undefined
}

function parseSender(text: string): Sender | undefined {
  const [, name = '', address = ''] = /^([^<>"\p{Cc}]*)<([^<>]+)>$/u.exec(text) ?? ['', '', text]
  const email = parseEmail(address)
  return isFault(email) ? undefined : { name: name.trim(), address: email.stored }
}

/** Behind it a plus and 26 letters must find room (RFC 5321 4.5.3.1.1). */
function parseBaseAddress(text: string): string | undefined {
  const email = parseEmail(text)
  if (isFault(email) || email.needsSmtpUtf8) return undefined
  const local = email.stored.slice(0, email.stored.lastIndexOf('@'))
  return local.includes('+') || local.length > 37 ? undefined : email.stored
}

function parseMailbox(text: string): string | undefined {
  const url = urlOf(text, ['imap:', 'imaps:'])
  return url !== undefined && new URL(url).username !== '' && new URL(url).password !== '' ? url : undefined
}

function parseDomain(text: string): string | undefined {
  return isFault(parseEmail(`post@${text}`)) ? undefined : text.toLowerCase()
}
