import { failure, type HttpAnswer, json } from './http-answer.ts'
import { page } from './page.ts'
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
  #stored = 0

  store(filename: string, purpose: string, text: string): StoredFile {
    const file: StoredFile = {
      id: `file-${++this.#stored}`,
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

  async handle({ method, path, query, headers, bytes }: Received): Promise<HttpAnswer> {
    const [, id, part] = path.slice(1).split('/')
    if (method === 'POST' && id === undefined) {
      const type = String(headers['content-type'])
      const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
      const file = form.get('file') as File
      return json(shown(this.store(file.name, String(form.get('purpose')), await file.text())))
    }
    if (id === undefined) {
      const purpose = query.get('purpose')
      return page(this.files.filter((file) => purpose === null || file.purpose === purpose).map(shown), query)
    }
    const file = this.files.find((one) => one.id === id)
    if (!file) return failure(404, `No such File object: ${id}`)
    if (method === 'DELETE') {
      this.files.splice(this.files.indexOf(file), 1)
      return json({ id, object: 'file', deleted: true })
    }
    return part === 'content'
      ? { status: 200, body: file.text, contentType: 'application/octet-stream' }
      : json(shown(file))
  }
}

function shown({ text: _, ...file }: StoredFile) {
  return file
}
