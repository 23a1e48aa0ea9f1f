import { noNginx } from '../../bench/topology/nginx.ts'

/** Why tests with nginx cannot run; `undefined` where they can. In CI they run, or fail. */
export const skipsNginx = process.env.CI === 'true' ? undefined : noNginx

if (skipsNginx) console.warn(`skipped: ${skipsNginx}`)
