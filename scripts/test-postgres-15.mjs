// Starts a PostgreSQL from the folder of programs given, for the tests of several copies; tells its connection in one line
// of JSON, and ends when standard input closes: when the run does, however it does.
import { OwnCluster } from '../test/own-cluster.ts'

const cluster = await OwnCluster.make(process.argv[2])
process.stdout.write(`${JSON.stringify(cluster.connection)}\n`)
process.on('SIGINT', () => {})
process.stdin.resume().on('close', () => cluster.remove())
