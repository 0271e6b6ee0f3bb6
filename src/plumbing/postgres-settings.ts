/** Enough for some copies of the program, and the commands beside them. */
const MAX_CONNECTIONS = 60

/**
 * Settings of the embedded PostgreSQL. They go on its command line: so no file of ours can be torn by a power cut, and
 * nothing written into the data folder overrides them.
 */
export function postgresSettings(socketFolder: string, port: number, maxConnections = MAX_CONNECTIONS): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    port: String(port),

    // What was acknowledged stays after a power cut.
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',

    // No personal data in the server's log: no statements, no parameters, no "Key (email)=(…) already exists".
    // `log` leaves out ordinary errors altogether, whose message may repeat a value that could not be read.
    logging_collector: 'off',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_statement: 'none',
    log_duration: 'off',
    log_min_duration_statement: '-1',
    log_min_duration_sample: '-1',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_lock_waits: 'off',
    log_checkpoints: 'off',
    log_autovacuum_min_duration: '-1',
    log_timezone: 'UTC',

    // A small machine runs this beside everything else.
    shared_buffers: '64MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    // What one statement may spill to the disk: a question that is worse ends with an error instead of filling it (OV-07).
    temp_file_limit: '2GB',
    max_connections: String(maxConnections),
    max_wal_size: '512MB',
    min_wal_size: '80MB',
    // A file of the log that is kept for later use keeps what it held, also of people who were erased since (E2).
    wal_recycle: 'off',
    wal_init_zero: 'on',
    max_wal_senders: '2',
    io_method: 'sync',
    jit: 'off',
    huge_pages: 'off',

    timezone: 'UTC',
    datestyle: 'ISO, YMD',
    lc_messages: 'C',
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
