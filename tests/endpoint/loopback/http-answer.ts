import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Fault } from './faults.ts'

/** An answer before it goes over the wire. */
export interface HttpAnswer {
  readonly status: number
  readonly body: string
  readonly contentType: string
  readonly headers?: Readonly<Record<string, string>>
}

export function json(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  return { status, body: JSON.stringify(body), contentType: 'application/json', headers }
}

/** An error in the form of the API. */
export function failure(
  status: number,
  message: string,
  { code = null, type = 'invalid_request_error', param = null, headers = {} }: Partial<ErrorFacts> = {},
): HttpAnswer {
  return json({ error: { message, type, param, code } }, status, headers)
}

type ErrorFacts = Required<Pick<Extract<Fault, { kind: 'error' }>, 'code' | 'type' | 'param' | 'headers'>>

export function send(response: ServerResponse, answer: HttpAnswer): void {
  response.writeHead(answer.status, {
    'content-type': answer.contentType,
    'x-request-id': 'req_loopback',
    ...answer.headers,
  })
  response.end(answer.body)
}

/** Sends a body in a broken way; true when the fault was one of the wire. */
export async function sendBroken(response: ServerResponse, fault: Fault, whole: string): Promise<boolean> {
  const type = { 'content-type': 'application/json' }
  switch (fault.kind) {
    case 'error':
      send(response, failure(fault.status, fault.message ?? 'It failed.', fault))
      return true
    case 'raw': {
      const { status, body, contentType = 'application/json', headers } = fault
      send(response, { status, body, contentType, ...(headers ? { headers } : {}) })
      return true
    }
    case 'hang':
      return true
    case 'reset':
      if (fault.when === 'mid_body') {
        response.writeHead(200, { ...type, 'content-length': String(Buffer.byteLength(whole)) })
        response.write(whole.slice(0, whole.length / 2))
        await wait(5)
      }
      response.destroy()
      return true
    case 'invalid_json':
      response.writeHead(200, type)
      response.end(whole.slice(0, whole.length / 2))
      return true
    case 'drip': {
      response.writeHead(200, type)
      const size = Math.ceil(whole.length / fault.pieces)
      for (let at = 0; at < whole.length && !response.destroyed; at += size) {
        response.write(whole.slice(at, at + size))
        await wait(fault.everyMilliseconds)
      }
      response.end()
      return true
    }
    case 'huge': {
      response.writeHead(200, type)
      const piece = ' '.repeat(64 * 1024)
      for (let sent = 0; sent < fault.bytes && !response.destroyed; sent += piece.length) {
        if (!response.write(piece)) await writable(response)
      }
      response.end(whole)
      return true
    }
    default:
      return false
  }
}

/** Until more can be written, or nobody reads any more. */
function writable(response: ServerResponse): Promise<void> {
  return new Promise((ready) => {
    const go = () => {
      response.off('drain', go).off('close', go)
      ready()
    }
    response.once('drain', go).once('close', go)
  })
}

/** The bytes of a request; empty when the client went away. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(chunk)
  } catch {
    return Buffer.alloc(0)
  }
  return Buffer.concat(chunks)
}
