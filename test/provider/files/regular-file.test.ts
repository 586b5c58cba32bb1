import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '../../../provider/diagnostics/diagnostics';
import { findCredentials } from '../../../provider/engine/credentials/find';
import { readCertificateFolder } from '../../../provider/engine/endpoint/tls';
import { Engine } from '../../../provider/engine/engine';
import { hashContext } from '../../../provider/engine/image/build/context';
import { openArchive } from '../../../provider/engine/image/source/archive-source';
import { hashSource } from '../../../provider/engine/image/source/hash';
import { Upload } from '../../../provider/resources/container/fields/upload';
import { putFiles } from '../../../provider/resources/container/operations/uploads';
import { readSigningKey } from '../../../provider/resources/registry-image/signing-key';

/*
 * A pipe without a writer, wherever a configuration names a file: nothing may wait for it.
 */

const folder = mkdtempSync(join(tmpdir(), 'berth-pipe-'));
const pipe = join(folder, 'pipe');
const context = join(folder, 'context');
mkdirSync(context);
writeFileSync(join(context, 'Dockerfile'), 'FROM scratch\n');
for (const path of [pipe, join(context, '.dockerignore'), join(folder, 'ca.pem')]) execFileSync('mkfifo', [path]);
afterAll(() => rmSync(folder, { recursive: true }));

const source = { file: '/a', content: null, content_base64: null, source: pipe } as unknown as Upload;

test.each<[string, () => unknown]>([
  ['a root file system or an archive, at plan', () => hashSource(pipe)],
  ['an archive or an image layout', () => openArchive(pipe)],
  ['a Dockerfile outside of the context', () => hashContext({ folder: join(folder, 'none'), dockerfile: '../pipe' })],
  ['.dockerignore', () => hashContext({ folder: context, dockerfile: 'Dockerfile' })],
  ['a private key', () => readSigningKey({ key_file: pipe, key_variable: null, password_variable: null } as never, {})],
  ['a file to upload', () => putFiles({} as Engine, 'a', [source], { read_only: false } as never)],
  ['a certificate', () => readCertificateFolder({ folder, origin: 'a test' })],
  ['credentials', () => findCredentials([{ address: 'registry.example.com', config_file: pipe } as never], 'registry.example.com', {})],
  ['a device without an end', () => hashSource('/dev/zero')],
])('is refused as %s', async (_, read) => {
  const error: unknown = await (async () => read())().catch((reason: unknown) => reason);
  expect(JSON.stringify((error as DiagnosticError).diagnostics)).toContain('is not a regular file');
});
