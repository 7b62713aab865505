import type { ServerResponse } from 'node:http'
import { sendError, sendJson } from './http-answer.ts'
import type { Received } from './received.ts'

export interface StoredFile {
  readonly id: string
  readonly object: 'file'
  readonly filename: string
  readonly purpose: string
  readonly bytes: number
  readonly created_at: number
  readonly status: 'processed'
  readonly text: string
}

/** Files: uploaded by form, listed, fetched, deleted. */
export class FilesApi {
  readonly files: StoredFile[] = []

  store(filename: string, purpose: string, text: string): StoredFile {
    const file: StoredFile = {
      id: `file-${this.files.length + 1}`,
      object: 'file',
      filename,
      purpose,
      bytes: Buffer.byteLength(text),
      created_at: 1_700_000_000,
      status: 'processed',
      text,
    }
    this.files.push(file)
    return file
  }

  async handle(received: Received, response: ServerResponse): Promise<void> {
    const [, id, part] = received.path.slice(1).split('/')
    if (received.method === 'POST' && id === undefined) {
      const type = String(received.headers['content-type'])
      const form = await new Response(received.bytes, { headers: { 'content-type': type } }).formData()
      const file = form.get('file') as File
      sendJson(response, 200, shown(this.store(file.name, String(form.get('purpose')), await file.text())))
      return
    }
    if (id === undefined) {
      const data = this.files.map(shown)
      sendJson(response, 200, { object: 'list', data, has_more: false })
      return
    }
    const file = this.files.find((one) => one.id === id)
    if (!file) {
      sendError(response, { kind: 'error', status: 404, message: `No such File object: ${id}` })
    } else if (received.method === 'DELETE') {
      this.files.splice(this.files.indexOf(file), 1)
      sendJson(response, 200, { id, object: 'file', deleted: true })
    } else if (part === 'content') {
      response.writeHead(200, { 'content-type': 'application/octet-stream' })
      response.end(file.text)
    } else {
      sendJson(response, 200, shown(file))
    }
  }
}

function shown({ text: _, ...file }: StoredFile): object {
  return file
}
