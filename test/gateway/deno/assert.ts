// Deno would check `node:assert` against newer types of Node than the project has.
// @ts-types="npm:@types/chai"
export { assert } from 'npm:chai@^6.3.0'
