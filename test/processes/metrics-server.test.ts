import { Gauge, Registry } from 'prom-client'
import { expect, it } from 'vitest'
import { serveMetrics } from '../../src/processes/metrics-server.ts'

it('answers 500 to a page that cannot be made, and goes on', async () => {
  const registry = new Registry()
  let isBroken = true
  new Gauge({
    name: 'of_a_table',
    help: 'Read when it is asked for.',
    registers: [registry],
    collect() {
      if (isBroken) throw new Error('the table is gone')
      this.set(7)
    },
  })
  const { url, close } = await serveMetrics(registry, '127.0.0.1', 0)
  try {
    const broken = await fetch(url)
    expect([broken.status, await broken.text()]).toEqual([500, 'metrics unavailable'])
    isBroken = false
    const whole = await fetch(url)
    expect([whole.status, await whole.text()]).toEqual([
      200,
      expect.stringContaining('of_a_table 7'),
    ])
  } finally {
    await close()
  }
})
