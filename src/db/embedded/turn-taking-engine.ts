import { PGlite } from '@electric-sql/pglite'

type RawStream = PGlite['execProtocolRawStream']
type Exec = PGlite['exec']

/** Messages that belong to a statement which ends with Sync: Bind, Close, Describe, Execute, Flush, Parse. */
const PARTS = new Set(Array.from('BCDEHP', (type) => type.charCodeAt(0)))
const SYNC = Uint8Array.of('S'.charCodeAt(0), 0, 0, 0, 4)

/**
 * PGlite whose clients take turns by the statement. Its socket server lets them by the message, and
 * all share one session: of a statement that is too long to arrive at once (some 200 kB), another
 * client's could come between text and parameters, and the parameters went with the wrong text. The
 * server keeps to one client while `isInTransaction`, so a statement under way counts as one.
 */
export class TurnTakingEngine extends PGlite {
  #isUnderWay = false

  override isInTransaction(): boolean {
    return this.#isUnderWay || super.isInTransaction()
  }

  override execProtocolRawStream(...[message, options]: Parameters<RawStream>) {
    this.#isUnderWay = PARTS.has(message[0] ?? 0)
    return super.execProtocolRawStream(message, options)
  }

  /** What the server clears up with after a client that left in the middle. */
  override async exec(...call: Parameters<Exec>) {
    if (this.#isUnderWay) await this.execProtocolRawStream(SYNC, { onRawData: () => {} })
    return super.exec(...call)
  }
}
