import { buffer } from 'node:stream/consumers';
import { ArchiveSource } from './archive-source';
import { DiagnosticError } from '../../../diagnostics/diagnostics';

/**
 * The maximum size of a document. Manifests and configurations have a few kilobytes, so a larger file is something
 * else.
 */
const LARGEST_DOCUMENT = 4 * 1024 * 1024;

/** The names of all files in an archive, and its JSON documents. Other files, such as layers, are skipped. */
export interface Documents {
  readonly names: ReadonlySet<string>;
  /** Returns a document, or nothing if it does not exist. Throws a `DiagnosticError` if it is not JSON. */
  read(name: string): unknown;
  /** Returns the text of a document as it is in the archive, or nothing if it is none. */
  text(name: string): string | undefined;
}

/** Reads the whole archive once, because a document may come before or after the one that refers to it. */
export async function readDocuments(source: ArchiveSource): Promise<Documents> {
  const names = new Set<string>();
  const texts = new Map<string, string>();
  for await (const entry of source.entries()) {
    names.add(entry.name);
    if (entry.type !== 'file' || entry.size > LARGEST_DOCUMENT) continue;
    const content = await buffer(entry.content());
    if (/^\s*[{[]/.test(content.subarray(0, 64).toString('latin1'))) texts.set(entry.name, content.toString('utf8'));
  }
  return {
    names,
    text: (name) => texts.get(name),
    read(name) {
      const text = texts.get(name);
      if (text === undefined && !names.has(name)) return undefined;
      try {
        return JSON.parse(text ?? '');
      } catch {
        throw new DiagnosticError({
          summary: `${name} in the archive ${source.path} is not valid JSON`,
          detail: 'The archive is damaged, or is not an image archive. Recreate it.',
        });
      }
    },
  };
}
