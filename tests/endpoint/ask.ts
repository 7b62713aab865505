import { onTestFinished } from 'vitest'
import type { ModelQuestion } from '../../src/answerers/desk.ts'
import { EndpointClient } from '../../src/answerers/endpoint/endpoint-client.ts'
import type { EndpointOptions } from '../../src/answerers/endpoint/endpoint-options.ts'
import { type Loopback, type LoopbackOptions, startLoopback } from './loopback/loopback.ts'

/** The right answer to {@link question}. */
export const RIGHT = '{"origin":0,"destination":1,"carrier":null}'

export function question(overrides: Partial<ModelQuestion> = {}): ModelQuestion {
  const pointer = { type: ['integer', 'null'] }
  return {
    stage: 'field-mapping',
    endpoint: 'loop',
    model: 'loop-1',
    prompt: 'v1',
    instructions: 'Say which column is which.',
    input: '0: POL\n1: POD',
    schema: {
      name: 'mapping',
      json: {
        type: 'object',
        properties: { origin: pointer, destination: pointer, carrier: pointer },
        required: ['origin', 'destination', 'carrier'],
        additionalProperties: false,
      },
    },
    maxOutputTokens: 200,
    ...overrides,
  }
}

/** A server of its own for a test, which ends with it. */
export async function loopback(options: Partial<LoopbackOptions> = {}): Promise<Loopback> {
  const server = await startLoopback({ answer: () => RIGHT, ...options })
  onTestFinished(() => server.close())
  return server
}

/** A client for a server, that does not wait long and does not try again unless a test wants it. */
export function client(server: Pick<Loopback, 'baseUrl'>, options: Partial<EndpointOptions> = {}) {
  return new EndpointClient({
    name: 'loop',
    baseUrl: server.baseUrl,
    apiKey: null,
    timeoutSeconds: 5,
    maxRetries: 0,
    ...options,
  })
}
