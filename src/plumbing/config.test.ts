import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { readSettings, SETTINGS, settingsTable, type SettingName } from './config.ts'
import { StartRefused } from './start-refused.ts'

const refusal = (environment: Record<string, string>): string => {
  try {
    readSettings(environment)
  } catch (error) {
    assert.ok(error instanceof StartRefused)
    return error.message
  }
  return 'accepted'
}

test('without any setting everything has its standard', () => {
  assert.deepEqual(readSettings({}), {
    databaseUrl: undefined,
    dataFolder: resolve('data'),
    keeperUrl: `file://${resolve('data')}/keeper`,
    port: 8080,
    host: '127.0.0.1',
    publicUrl: undefined,
    trustedProxies: [],
    apiPerMinute: 60_000,
    metricsToken: undefined,
    smtpUrl: undefined,
    mailFrom: { name: 'Tillit', address: 'tillit@example.org' },
    dkim: undefined,
    staffProvider: undefined,
    customerProvider: undefined,
    privateHosts: [], peppolFolder: undefined, tracesDays: undefined,
    backupRecipients: [],
    backupFolder: undefined,
    decorateFolder: undefined,
    mailboxUrl: undefined,
    mailInAddress: undefined,
    backupHorizonDays: 35,
    controllerCountry: 'SE',
    ledgerName: 'tillit.example/ledger',
    logLevel: 'info',
    logRequests: false,
    demo: true,
  })
})

const WRONG: Record<Exclude<SettingName, 'DATA_DIR' | 'BACKUP_FOLDER' | 'DECORATE_FOLDER'>, string[]> = {
  PEPPOL_FOLDER: ['/nowhere/at/all'],
  DATABASE_URL: ['mysql://host/db', 'localhost', 'postgres://'],
  KEEPER_URL: ['/srv/keeper', 'https://keeper.example.se'],
  PORT: ['80a', '-1', '65536', '1e3', '8080.5'],
  HOST: ['exa mple', 'http://host', '*'],
  PUBLIC_URL: ['http://kund.example.se', 'https://kund.example.se/start', 'kund.example.se', 'https://u@kund.example.se', 'ftp://localhost'],
  TRUSTED_PROXIES: ['proxy.example.se', '10.0.0.0/33', '127.0.0.1 ::1', '*'],
  API_PER_MINUTE: ['0', '-5', 'many', '1e3'],
  METRICS_TOKEN: ['short', 'with a space in its middle'],
  SMTP_URL: ['mail.example.se', 'http://mail.example.se', 'smtp://'],
  MAIL_FROM: ['nobody', 'A <a@b>', 'A\r\nBcc: x <a@example.se>', 'a@example.se, b@example.se'],
  DKIM_DOMAIN: ['example', 'exa mple.se'],
  DKIM_SELECTOR: ['-x', 'a b'],
  DKIM_KEY_FILE: ['no/such/file.pem'],
  OIDC_STAFF_ISSUER: ['http://id.example.se', 'id.example.se', 'https://id.example.se/?tenant=1', 'https://me@id.example.se', 'ftp://id.example.se'],
  OIDC_STAFF_CLIENT_ID: ['a b', 'å'],
  OIDC_STAFF_CLIENT_SECRET: ['line\nbreak', 'x'.repeat(501)],
  OIDC_STAFF_NAME: ['tab\there', 'x'.repeat(41)],
  OIDC_STAFF_HOSTS: ['https://id.example.se', 'a b', 'id.example.se:99999', 'id.example.se,,', 'id.example.se/x', '0x7f.1'],
  OIDC_CUSTOMER_ISSUER: ['http://id.example.se', 'https://id.example.se/#x'],
  OIDC_CUSTOMER_CLIENT_ID: ['a b'],
  OIDC_CUSTOMER_CLIENT_SECRET: ['a b'],
  OIDC_CUSTOMER_NAME: ['x'.repeat(41)],
  OIDC_CUSTOMER_HOSTS: ['*'],
  PRIVATE_HOSTS: ['id.example.se:8443', '10.0.0.0/8', 'http://x', '*'],
  BACKUP_TO: ['somebody', 'AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ', 'age1short', `age1${'q'.repeat(58)} age1${'q'.repeat(58)}`],
  MAIL_IN_ADDRESS: ['nobody', 'in+secret@example.se', `${'x'.repeat(38)}@example.se`, 'å@example.se', 'In <in@example.se>'],
  MAILBOX_URL: ['https://mail.example.se', 'imaps://mail.example.se', 'imaps://user@mail.example.se', 'smtp://u:p@mail.example.se'],
  BACKUP_HORIZON_DAYS: ['0', '-1', '35d', '1.5'],
  TRACES_DAYS: ['-1', 'a week', '12345'],
  CONTROLLER_COUNTRY: ['Sweden', 'se', 'S1'],
  LEDGER_NAME: ['with space', 'A', '/ledger'],
  LOG_LEVEL: ['loud', 'INFO'],
  LOG_REQUESTS: ['maybe', 'true'],
  DEMO: ['maybe', 'true'],
}

test('a wrong value gives one line that names the setting and does not repeat the value', () => {
  for (const [name, values] of Object.entries(WRONG)) {
    for (const value of values) {
      const line = refusal({ [name]: value })
      assert.ok(line.startsWith(`${name} is not valid: it takes `), `${name}=${value}: ${line}`)
      assert.equal(line.split('\n').length, 1)
    }
  }
  assert.ok(!refusal({ SMTP_URL: 'imap://me:hunter2@mail.example.se' }).includes('hunter2'))
})

test('right values are read', () => {
  const settings = readSettings({
    DATA_DIR: '/srv/tillit',
    DATABASE_URL: 'postgres://u:p@db.example.se/tillit',
    PORT: '0',
    HOST: '::1',
    PUBLIC_URL: 'https://kund.example.se/',
    SMTP_URL: 'smtps://mail.example.se:465',
    MAIL_FROM: 'Fjällvind AB <post@example.se>',
    DKIM_DOMAIN: 'Example.se',
    DKIM_SELECTOR: 'tillit2026',
    DKIM_KEY_FILE: import.meta.filename,
    DEMO: 'no',
  })
  assert.equal(settings.keeperUrl, 'file:///srv/tillit/keeper')
  assert.equal(settings.databaseUrl, 'postgres://u:p@db.example.se/tillit')
  assert.equal(settings.port, 0)
  assert.equal(settings.publicUrl, 'https://kund.example.se')
  assert.deepEqual(settings.mailFrom, { name: 'Fjällvind AB', address: 'post@example.se' })
  assert.deepEqual(settings.dkim, { domain: 'example.se', selector: 'tillit2026', keyFile: import.meta.filename })
  assert.equal(settings.demo, false)
})

test('signing mail takes three settings together, and the missing one is named', () => {
  assert.match(refusal({ DKIM_DOMAIN: 'example.se' }), /^DKIM_SELECTOR is missing/)
  assert.match(refusal({ DKIM_SELECTOR: 'x1', DKIM_DOMAIN: 'example.se' }), /^DKIM_KEY_FILE is missing/)
})

test('a folder for backups takes a public key to seal them to', () => {
  assert.match(refusal({ BACKUP_FOLDER: '/srv/backups' }), /^BACKUP_TO is missing/)
  const key = `age1${'q'.repeat(58)}`
  const { backupFolder, backupRecipients } = readSettings({ BACKUP_FOLDER: '/srv/backups', BACKUP_TO: `${key}, ${key}` })
  assert.deepEqual([backupFolder, backupRecipients], ['/srv/backups', [key, key]])
})

test('single sign-on takes issuer, name and secret together, the missing one is named, and the button says the host where it has no name', () => {
  const whole = { OIDC_STAFF_ISSUER: 'https://id.example.se/realms/us', OIDC_STAFF_CLIENT_ID: 'tillit', OIDC_STAFF_CLIENT_SECRET: 's3cret', OIDC_STAFF_HOSTS: 'Keys.example.se, token.example.se:8443' }
  assert.deepEqual(readSettings(whole).staffProvider, {
    issuer: 'https://id.example.se/realms/us', clientId: 'tillit', clientSecret: 's3cret', name: 'id.example.se', hosts: ['keys.example.se', 'token.example.se:8443'],
  })
  assert.equal(readSettings({ ...whole, OIDC_STAFF_NAME: 'Vår inloggning' }).staffProvider?.name, 'Vår inloggning')
  assert.equal(readSettings(whole).customerProvider, undefined)
  assert.match(refusal({ OIDC_STAFF_CLIENT_ID: 'tillit' }), /^OIDC_STAFF_ISSUER is missing/)
  assert.match(refusal({ OIDC_CUSTOMER_NAME: 'BankID' }), /^OIDC_CUSTOMER_ISSUER is missing/)
  assert.match(refusal({ OIDC_STAFF_ISSUER: 'https://id.example.se', OIDC_STAFF_CLIENT_SECRET: 'x' }), /^OIDC_STAFF_CLIENT_ID is missing/)
  assert.match(refusal({ OIDC_CUSTOMER_ISSUER: 'https://id.example.se', OIDC_CUSTOMER_CLIENT_ID: 'x' }), /^OIDC_CUSTOMER_CLIENT_SECRET is missing/)
})

test('the command line wins, an empty text counts as absent, and foreign names are ignored', () => {
  assert.equal(readSettings({ DATA_DIR: '/a' }, { DATA_DIR: '/b' }).dataFolder, '/b')
  assert.equal(readSettings({ PORT: ' ' }).port, 8080)
  assert.equal(readSettings({ TILLIT_COLOUR: 'blue' }).port, 8080)
})

test('the table in the README is the one of the settings', () => {
  const table = settingsTable()
  for (const name of Object.keys(SETTINGS)) assert.ok(table.includes(`\`${name}\``), name)
  const readme = join(import.meta.dirname, '..', '..', 'README.md')
  const [, shown] = /<!-- settings -->\n([^]*?)\n<!-- \/settings -->/.exec(readFileSync(readme, 'utf8')) ?? []
  assert.equal(shown, table, 'the table between <!-- settings --> and <!-- /settings --> differs from settingsTable()')
})
