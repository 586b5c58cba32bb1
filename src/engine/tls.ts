import { Fn, Token } from 'cdktf';

/**
 * The PEM files of a TLS connection.
 */
export interface TlsFiles {
  /**
   * The certificate of the authority that signed the engine's certificate.
   */
  readonly ca: string;

  /**
   * The certificate that Terraform shows to the engine.
   */
  readonly cert: string;

  /**
   * The private key of `cert`.
   */
  readonly key: string;
}

/**
 * The PEM texts of a TLS connection, which are usually tokens: sensitive Terraform variables, or what another resource made.
 */
export interface TlsMaterial {
  /**
   * The certificate of the authority that signed the engine's certificate.
   */
  readonly ca: string;

  /**
   * The certificate that Terraform shows to the engine.
   */
  readonly cert: string;

  /**
   * The private key of `cert`.
   */
  readonly key: string;
}

/**
 * How both sides of a TCP connection prove who they are: always mutual TLS, since whoever reaches an engine owns its machine.
 */
export class Tls {
  /**
   * From a folder laid out as Docker does it, with `ca.pem`, `cert.pem` and `key.pem`: what `DOCKER_CERT_PATH` names.
   *
   * @param path the folder, on the machine that runs Terraform
   */
  public static fromDirectory(path: string): Tls {
    return new Tls({ certPath: path }, false);
  }

  /**
   * From three files, which Terraform reads when it plans: no key gets into `cdk.tf.json`.
   *
   * @param files their paths, on the machine that runs Terraform; `~` is its user's home
   */
  public static fromFiles(files: TlsFiles): Tls {
    const read = (path: string) => Token.asString(Fn.file(Fn.pathexpand(path)));
    return new Tls({ caMaterial: read(files.ca), certMaterial: read(files.cert), keyMaterial: read(files.key) }, false);
  }

  /**
   * From texts. Give the key as a token: a key that is written out ends up in `cdk.tf.json`, which a warning tells.
   *
   * @param material the texts
   */
  public static fromMaterial(material: TlsMaterial): Tls {
    return new Tls({ caMaterial: material.ca, certMaterial: material.cert, keyMaterial: material.key }, !Token.isUnresolved(material.key));
  }

  private constructor(
    /** @internal */ public readonly _config: { certPath?: string; caMaterial?: string; certMaterial?: string; keyMaterial?: string },
    /** @internal */ public readonly _keyIsWrittenOut: boolean,
  ) {}
}
