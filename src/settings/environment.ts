import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { type Config, parseConfig } from './config.ts'
import { loadDemoSecret } from './tokens.ts'

/**
 * The settings of this process: its environment, then the `.env` file of the working folder. Where
 * nothing says how tokens are verified, which loopback alone allows, the demo secret verifies them.
 *
 * @throws {ConfigError} naming every bad setting
 */
export function loadConfig(): Config {
  // Variables that are set already win over the file.
  if (existsSync('.env')) process.loadEnvFile('.env')
  const parsed = parseConfig(process.env)
  // A gateway that this process starts is told it; nobody else can know.
  const gatewayKey = parsed.gatewayKey ?? randomBytes(32).toString('base64url')
  const config = Object.freeze({ ...parsed, gatewayKey })
  if (config.jwtSecret || config.jwksUrl) return config
  return Object.freeze({ ...config, jwtSecret: loadDemoSecret(config.dataDir), isDemo: true })
}
