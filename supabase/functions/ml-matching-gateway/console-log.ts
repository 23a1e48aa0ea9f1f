/** The log, one JSON object a line: ids and numbers only. */
export function writeLog(
  level: 'info' | 'warn' | 'error',
  message: string,
  fields: Readonly<Record<string, unknown>> = {},
): void {
  const line = JSON.stringify({ level, time: new Date().toISOString(), msg: message, ...fields })
  if (level === 'error') console.error(line)
  else console.log(line)
}
