import * as fs from 'node:fs';
import * as path from 'node:path';
import { TlsMaterials } from './endpoint';
import { DiagnosticError, Path } from '../../diagnostics/diagnostics';

/** The names that Docker gives the files of a folder of certificates. */
const FILES = { ca: 'ca.pem', cert: 'cert.pem', key: 'key.pem' } as const;

/** A folder of certificates, and where its name was found. */
export interface CertificateFolder {
  readonly folder: string;
  readonly origin: string;
  readonly path?: Path;
}

/**
 * Reads `ca.pem`, `cert.pem` and `key.pem` from a folder. Either the authority or the client's pair may be missing, if
 * the engine is certified by an authority that is trusted anyway, or asks for no certificate.
 */
export function readCertificateFolder({ folder, origin, path: attribute }: CertificateFolder): TlsMaterials {
  const at = attribute === undefined ? {} : { path: attribute };
  const refuse = (summary: string, detail: string) => new DiagnosticError({ summary, detail, ...at });
  const read = (name: string): string | undefined => {
    try {
      return fs.readFileSync(path.join(folder, name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw refuse(`Could not read ${path.join(folder, name)}: ${(error as Error).message}`, `The folder was named by ${origin}. Give the user who runs terraform the right to read it.`);
    }
  };
  const [ca, cert, key] = [read(FILES.ca), read(FILES.cert), read(FILES.key)];
  if (ca === undefined && cert === undefined && key === undefined) {
    throw refuse(
      `There are no certificates in ${folder}`,
      `The folder was named by ${origin}. Put ${FILES.ca} (the authority of the engine's certificate) there, and ${FILES.cert} and ${FILES.key} if the engine asks for a client's certificate.`,
    );
  }
  if ((cert === undefined) !== (key === undefined)) {
    const [there, missing] = cert === undefined ? [FILES.key, FILES.cert] : [FILES.cert, FILES.key];
    throw refuse(`${folder} holds ${there}, but not ${missing}`, `The folder was named by ${origin}. A client's certificate and its key are used together: add ${missing}, or take ${there} away.`);
  }
  return materials({ ca, cert, key }, true);
}

/** The materials that are there. */
export function materials(pem: { readonly [part in keyof typeof FILES]: string | undefined }, verify: boolean): TlsMaterials {
  return {
    ...(pem.ca === undefined ? {} : { ca: pem.ca }),
    ...(pem.cert === undefined ? {} : { cert: pem.cert }),
    ...(pem.key === undefined ? {} : { key: pem.key }),
    verify,
  };
}
