import { Fn, Token } from 'cdktf';

/**
 * The paths of the PEM files for mutual TLS.
 */
export interface TlsFiles {
  /**
   * The certificate of the certificate authority (CA) that signed the engine's certificate.
   */
  readonly ca: string;

  /**
   * The client certificate that Terraform presents to the engine.
   */
  readonly cert: string;

  /**
   * The private key of the client certificate.
   */
  readonly key: string;
}

/**
 * The PEM texts for mutual TLS. They are usually tokens: sensitive Terraform variables or attributes of other resources.
 */
export interface TlsMaterial {
  /**
   * The certificate of the certificate authority (CA) that signed the engine's certificate.
   */
  readonly ca: string;

  /**
   * The client certificate that Terraform presents to the engine.
   */
  readonly cert: string;

  /**
   * The private key of the client certificate.
   */
  readonly key: string;
}

/**
 * The certificates of a TCP connection to an engine.
 *
 * Both sides authenticate (mutual TLS), because everyone who reaches an engine is root on its machine.
 *
 * @example
 * Tls.fromDirectory('/etc/docker/certs')
 */
export class Tls {
  /**
   * Returns the certificates in a folder with the files `ca.pem`, `cert.pem` and `key.pem`. `DOCKER_CERT_PATH` names such a folder.
   *
   * @param path the path of the folder on the machine that runs Terraform
   */
  public static fromDirectory(path: string): Tls {
    return new Tls({ certPath: path }, false);
  }

  /**
   * Returns the certificates in three files. Terraform reads the files when it plans, so the private key does not get into `cdk.tf.json`.
   *
   * @param files the paths of the files on the machine that runs Terraform; `~` is the home of the user who runs Terraform
   */
  public static fromFiles(files: TlsFiles): Tls {
    const read = (path: string) => Token.asString(Fn.file(Fn.pathexpand(path)));
    return new Tls({ caMaterial: read(files.ca), certMaterial: read(files.cert), keyMaterial: read(files.key) }, false);
  }

  /**
   * Returns the certificates in three texts.
   *
   * Pass the private key as a token. A key that is not a token ends up in `cdk.tf.json`, and synthesis warns about it.
   *
   * @param material the texts
   */
  public static fromMaterial(material: TlsMaterial): Tls {
    return new Tls({ caMaterial: material.ca, certMaterial: material.cert, keyMaterial: material.key }, !Token.isUnresolved(material.key));
  }

  private constructor(
    /** @internal */ public readonly _config: { certPath?: string; caMaterial?: string; certMaterial?: string; keyMaterial?: string },
    /** @internal */ public readonly _keyIsInOutput: boolean,
  ) {}
}
