import { buffer } from 'node:stream/consumers';
import { ArchiveSource } from './archive-source';
import { DiagnosticError } from '../../../diagnostics/diagnostics';

/** Manifests and configurations are a few kilobytes; what is larger than this is none. */
const LARGEST_DOCUMENT = 4 * 1024 * 1024;

/** What an archive holds: all names, and the JSON documents. Layers, however large, are passed over. */
export interface Documents {
  readonly names: ReadonlySet<string>;
  /** A document, or nothing where there is none. Throws a `DiagnosticError` where it is not JSON. */
  read(name: string): unknown;
}

/** Reads through an archive once, since what refers to a document may come after it. */
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
    read(name) {
      const text = texts.get(name);
      if (text === undefined && !names.has(name)) return undefined;
      try {
        return JSON.parse(text ?? '');
      } catch {
        throw new DiagnosticError({ summary: `${name} of the archive ${source.path} is not JSON`, detail: 'The archive is damaged, or is none of an image. Make it anew.' });
      }
    },
  };
}
