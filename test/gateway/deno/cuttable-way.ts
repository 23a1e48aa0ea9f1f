type Target = Deno.ConnectOptions | Deno.UnixConnectOptions

/** A way to a TCP port or Unix socket that can be cut, and that can fall silent. */
export class CuttableWay {
  readonly #target: Target
  readonly #connections = new Set<Deno.Conn>()
  #listener: Deno.TcpListener | undefined
  #isSilent = false
  #delayMs = 0
  port = 0

  constructor(target: Target) {
    this.#target = target
  }

  open(): void {
    this.#listener = Deno.listen({ hostname: '127.0.0.1', port: this.port })
    this.port = this.#listener.addr.port
    void this.#accept(this.#listener)
  }

  /** Ends every connection, and takes no new one. */
  cut(): void {
    this.#listener?.close()
    this.#listener = undefined
    for (const connection of this.#connections) close(connection)
    this.#connections.clear()
  }

  /** Takes connections and bytes, and passes none on: as a network that drops packets. */
  silence(isSilent = true): void {
    this.#isSilent = isSilent
  }

  /** Passes every piece on so much later. */
  delay(ms: number): void {
    this.#delayMs = ms
  }

  async #accept(listener: Deno.TcpListener): Promise<void> {
    try {
      for await (const near of listener) {
        this.#connections.add(near)
        const far = await connect(this.#target).catch(() => undefined)
        if (!far) close(near)
        else {
          this.#connections.add(far)
          void this.#pass(near, far)
          void this.#pass(far, near)
        }
      }
    } catch {
      // Closed while it waited.
    }
  }

  async #pass(from: Deno.Conn, to: Deno.Conn): Promise<void> {
    const buffer = new Uint8Array(65_536)
    try {
      for (;;) {
        const read = await from.read(buffer)
        if (read === null) break
        const piece = buffer.slice(0, read)
        while (this.#isSilent) await sleep(20)
        if (this.#delayMs > 0) await sleep(this.#delayMs)
        for (let sent = 0; sent < read; ) sent += await to.write(piece.subarray(sent))
      }
    } catch {
      // Cut.
    }
    close(from)
    close(to)
  }
}

const connect = (to: Target): Promise<Deno.Conn> =>
  'path' in to ? Deno.connect(to) : Deno.connect(to)

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

function close(connection: Deno.Conn): void {
  try {
    connection.close()
  } catch {
    // Closed already.
  }
}
