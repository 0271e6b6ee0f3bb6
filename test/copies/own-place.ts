import { existsSync } from 'node:fs'
import { after } from 'node:test'
import type pg from 'pg'
import { OwnCluster } from '../own-cluster.ts'
import type { Place } from './two-copies.ts'

const DEBIAN = '/usr/lib/postgresql/15/bin'

/** A PostgreSQL of its own with the database of two copies in it, removed when the test file ends: it may be killed, and its files spoilt. */
export interface OwnPlace {
  cluster: OwnCluster
  place: Place
  look: <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>
}

/** Call it outside of tests and hooks, whose end would take the server along. */
export async function ownPlace(): Promise<OwnPlace> {
  const cluster = await OwnCluster.make(process.env['TEST_POSTGRES_15'] ?? (existsSync(DEBIAN) ? DEBIAN : undefined))
  after(() => cluster.remove())
  await cluster.query('create database tillit')
  const look = async <Row extends object>(text: string, values: unknown[] = []) => cluster.query<Row>(text, values, 'tillit')
  const superuser: Place['superuser'] = async (text, values = []) => {
    const rows = await look(text, values)
    return { rows, rowCount: rows.length } as unknown as pg.QueryResult
  }
  return { cluster, look, place: { connection: { ...cluster.connection, database: 'tillit' }, superuser } }
}
