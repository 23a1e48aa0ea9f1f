/** Says something about the work on standard error; results go to standard output. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
