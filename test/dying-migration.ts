// Started by upgrade.test.ts as a process of its own: brings a schema up to date until it is killed.
import { migrate } from '../src/plumbing/migrate.ts'

process.stdout.write('begins\n')
await migrate(JSON.parse(process.argv[2]!))
