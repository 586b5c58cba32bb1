import { Fn, Token } from 'cdktf';
import { BootstrapProblems } from './check';
import { keyInBootstrap } from './errors';
import { EncodedFile } from './parts';
import { BerthError } from '../private/berth-error';
import { requireArguments, requireProps } from '../private/check-props';

/**
 * The files with the certificates of an engine, on the machine that runs Terraform.
 */
export interface HostCertificateFiles {
  /**
   * The file with the certificate of the certificate authority (CA) that signs the certificates of clients, in PEM format.
   */
  readonly ca: string;

  /**
   * The file with the engine's own certificate, in PEM format.
   */
  readonly certificate: string;

  /**
   * The file with the private key of the engine's certificate, in PEM format.
   */
  readonly key: string;
}

/**
 * The texts of the certificates of an engine.
 */
export interface HostCertificateMaterial {
  /**
   * The certificate of the certificate authority (CA) that signs the certificates of clients, in PEM format.
   */
  readonly ca: string;

  /**
   * The engine's own certificate, in PEM format.
   */
  readonly certificate: string;

  /**
   * The private key of the engine's certificate, in PEM format. It must be a token, such as a sensitive Terraform variable.
   */
  readonly key: string;
}

/**
 * The certificates with which an engine proves who it is, and knows its clients.
 *
 * @example
 * HostCertificates.onMachine('/etc/ssl/engine')
 */
export class HostCertificates {
  /**
   * Certificates in three files, which Terraform reads when it plans. The key is sensitive: no plan shows it, and the synthesized stack has
   * only the file's name. The state has it, as it has all arguments of a machine.
   *
   * @param files the paths of the files on the machine that runs Terraform; `~` is the home of the user who runs Terraform
   */
  public static fromFiles(files: HostCertificateFiles): HostCertificates {
    requireProps('HostCertificateFiles', files);
    const read = (path: string) => Token.asString(Fn.file(Fn.pathexpand(path)));
    return HostCertificates.fromMaterial({ ca: read(files.ca), certificate: read(files.certificate), key: read(files.key) });
  }

  /**
   * Certificates in three texts. The key is treated as sensitive even if its token is not, so that no plan shows it.
   *
   * Throws an error if the key is not a token.
   *
   * @param material the texts
   */
  public static fromMaterial(material: HostCertificateMaterial): HostCertificates {
    requireProps('HostCertificateMaterial', material);
    if (!Token.isUnresolved(material.key)) throw keyInBootstrap();
    const encoded = (text: string) => Token.asString(Fn.base64encode(text));
    const folder = '/etc/docker/tls';
    return new HostCertificates(folder, [
      { path: `${folder}/ca.pem`, mode: '444', base64: encoded(material.ca) },
      { path: `${folder}/cert.pem`, mode: '444', base64: encoded(material.certificate) },
      { path: `${folder}/key.pem`, mode: '400', base64: encoded(Token.asString(Fn.sensitive(material.key))) },
    ]);
  }

  /**
   * Certificates that are on the machine before the script runs, in the files `ca.pem`, `cert.pem` and `key.pem` of a folder. The script
   * fails if they are not, and sets their owner and permissions.
   *
   * @param folder the absolute path of the folder on the machine
   */
  public static onMachine(folder: string): HostCertificates {
    requireArguments({ folder: ['string', folder] });
    return new HostCertificates(folder, []);
  }

  private constructor(
    /** @internal */ public readonly _folder: string,
    /** The files that the script writes. @internal */ public readonly _files: readonly EncodedFile[],
  ) {}

  /** @internal */
  public _problems(): BerthError[] {
    return new BootstrapProblems().path('The folder of the engine\'s certificates', this._folder).found;
  }
}
