import { sql } from 'kysely'
import type { FiscalYearRule } from '../law/fiscal-year.ts'
import type { Tx } from './database.ts'

/** The company that decides what the data is used for (art. 4(7)), as it names itself. */
export interface Controller {
  name: string
  /** ISO 3166 alpha-2. */
  country: string
  organisationNumber?: string
  address?: string
  email?: string
  phone?: string
  /** Who to turn to about personal data (art. 37), and a representative (art. 27): name and how to reach them. */
  officer?: string
  representative?: string
  /** With which month its fiscal years end, in order of days; left out: with December. */
  fiscalYears?: readonly FiscalYearRule[]
}

export interface Installation {
  installationId: string
  createdAt: Date
  keeperId: string
  controller: Controller
  /** Everything in it is made up, and is labelled so. */
  demo: boolean
}

/** The one installation of this database; undefined before its first start is complete. */
export async function selectInstallation(tx: Tx): Promise<Installation | undefined> {
  const { rows } = await sql<Installation>`
    select installation_id as "installationId", created_at as "createdAt", keeper_id as "keeperId", controller, demo from installation`.execute(tx.db)
  return rows[0]
}

export async function insertInstallation(tx: Tx, installation: Omit<Installation, 'createdAt'>): Promise<void> {
  await sql`
    insert into installation (installation_id, created_at, keeper_id, controller, demo)
    values (${installation.installationId}, ${tx.now}, ${installation.keeperId}, ${JSON.stringify(installation.controller)}::jsonb, ${installation.demo})`.execute(tx.db)
}

/** What the company says of itself from now on. */
export async function updateController(tx: Tx, controller: Controller): Promise<void> {
  await sql`update installation set controller = ${JSON.stringify(controller)}::jsonb`.execute(tx.db)
}
