import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino'

/** Of people and of secrets; whatever is called so is never in a log, by whatever mistake it came there. */
const NEVER_LOGGED = [
  ...['authorization', 'cookie', 'token', 'password', 'secret', 'x-service-key'],
  ...['email', 'phone', 'full_name', 'bio', 'title', 'description', 'cover_letter', 'notes'],
  ...['talent', 'job', 'talents', 'jobs', 'body', 'payload', 'headers'],
]
/** Below fields of fields nothing is logged. */
const DEPTHS = ['', '*.', '*.*.']

/**
 * The log of a process: a JSON line each. Lines hold ids, numbers and words of ours by how they are written;
 * this is the net below.
 *
 * @param destination default standard output
 */
export const createLogger = (level: string, destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      // As the gateway writes them.
      formatters: { level: (label) => ({ level: label }) },
      timestamp: stdTimeFunctions.isoTime,
      redact: DEPTHS.flatMap((depth) =>
        NEVER_LOGGED.map((name) =>
          /^\w+$/.test(name) ? `${depth}${name}` : `${depth.replace(/\.$/, '')}["${name}"]`,
        ),
      ),
    },
    destination ?? pino.destination(1),
  )
