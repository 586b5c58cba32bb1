import * as path from 'node:path';
import { TlsMaterials } from './endpoint';
import { DiagnosticError, Path } from '../../diagnostics/diagnostics';
import { readRegular } from '../../files/regular-file';

/** Docker's file names in a folder of certificates. */
const FILES = { ca: 'ca.pem', cert: 'cert.pem', key: 'key.pem' } as const;

/** A folder of certificates, and where it was configured. */
export interface CertificateFolder {
  readonly folder: string;
  readonly origin: string;
  readonly path?: Path;
}

/**
 * Reads `ca.pem`, `cert.pem` and `key.pem` from a folder. The authority may be missing if Node trusts the engine's
 * authority anyway. The client's certificate and key may be missing if the engine requires no client certificate.
 */
export function readCertificateFolder({ folder, origin, path: attribute }: CertificateFolder): TlsMaterials {
  const at = attribute === undefined ? {} : { path: attribute };
  const invalid = (summary: string, detail: string) => new DiagnosticError({ summary, detail, ...at });
  const read = (name: string): string | undefined => {
    try {
      return readRegular(path.join(folder, name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw invalid(
        `Could not read ${path.join(folder, name)}: ${(error as Error).message}`,
        `The folder is set by ${origin}. Allow the user who runs terraform to read it.`,
      );
    }
  };
  const [ca, cert, key] = [read(FILES.ca), read(FILES.cert), read(FILES.key)];
  if (ca === undefined && cert === undefined && key === undefined) {
    throw invalid(
      `There are no certificates in ${folder}`,
      `The folder is set by ${origin}. Add ${FILES.ca} (the authority that signed the engine's certificate), `
        + `and ${FILES.cert} and ${FILES.key} if the engine requires a client certificate.`,
    );
  }
  if ((cert === undefined) !== (key === undefined)) {
    const [existing, missing] = cert === undefined ? [FILES.key, FILES.cert] : [FILES.cert, FILES.key];
    throw invalid(
      `${folder} contains ${existing}, but not ${missing}`,
      `The folder is set by ${origin}. A client certificate needs its key: add ${missing}, or remove ${existing}.`,
    );
  }
  return materials({ ca, cert, key }, true);
}

/** Returns the certificates without those that are undefined. */
export function materials(pem: { readonly [part in keyof typeof FILES]: string | undefined }, verify: boolean): TlsMaterials {
  return {
    ...(pem.ca === undefined ? {} : { ca: pem.ca }),
    ...(pem.cert === undefined ? {} : { cert: pem.cert }),
    ...(pem.key === undefined ? {} : { key: pem.key }),
    verify,
  };
}
