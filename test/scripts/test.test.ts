import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { Checkout } from './checkout.ts'

const head = "import { expect, test } from 'vitest'\n"
const checkout = new Checkout({
  'src/a.ts': 'export const a = 1\n',
  'test/good.test.ts': `${head}test('a', () => expect(1).toBe(1))\ntest('b', () => expect(1).toBe(1))\n`,
  'test/skipped.test.ts': `${head}test('a', () => expect(1).toBe(1))\ntest.skip('b', () => expect(1).toBe(1))\n`,
  'test/bad.test.ts': `${head}test('a', () => expect(1).toBe(2))\n`,
  'test/unloadable.test.ts': "import './nowhere.ts'\n",
})
afterAll(() => rmSync(checkout.folder, { recursive: true }))

test.each([
  [['test/good'], 0, '2 passed, 0 failed'],
  [['test/skipped'], 0, '1 passed, 0 failed, 1 skipped'],
  [['test/bad'], 1, '0 passed, 1 failed'],
  [['test/unloadable'], 1, '0 passed, 1 failed'],
  [['test/good', 'test/bad'], 1, '2 passed, 1 failed'],
  [['test/none-such'], 1, '0 passed, 0 failed'],
])('%j ends with %i and a line of counts', (args, status, line) => {
  const run = checkout.run('scripts/test.mjs', args)
  expect(run.stdout.trimEnd().split('\n').at(-1)).toBe(line)
  expect(run.status).toBe(status)
})
