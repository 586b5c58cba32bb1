/** What a distribution calls its parts. */
export interface FamilyFacts {
  /** The values of `ID` in /etc/os-release. */
  readonly ids: readonly string[];
  readonly installer: 'apt' | 'dnf' | 'tdnf';
  /** The distribution's own package of the engine, and where its program is. */
  readonly engine?: {
    readonly packages: readonly string[];
    readonly program: string;
    /** The package of the command `docker`, which only newer releases have. In others, it is in that of the engine. */
    readonly command?: string;
  };
  /** The folder of Docker's package repository for this distribution. */
  readonly repository?: string;
  readonly gvisor?: string;
  /** What a container host needs, whatever its engine. */
  readonly packages: readonly string[];
  readonly audit: string;
  /** Whether SELinux confines what runs on it. */
  readonly selinux?: boolean;
  /** The file with the engine's environment, of which the CIS Docker Benchmark knows two. */
  readonly environmentFile: '/etc/default/docker' | '/etc/sysconfig/docker';
}

/** The packages of the engine on a family. */
export interface ResolvedPackages {
  /** The packages that have the engine's version. */
  readonly versioned: readonly string[];
  readonly others: readonly string[];
  readonly program: string;
  /** The package of the command `docker`, if the release has one. */
  readonly command?: string;
  /** The folder of Docker's repository, if the packages come from there. */
  readonly repository?: string;
}

/** What a runtime adds to a host. */
export interface RuntimeParts {
  readonly package?: string;
  /** The programs that have to be on the machine before. */
  readonly programs: readonly string[];
  /** The programs that the script gets, and the hash that each must have. */
  readonly downloads?: ReadonlyArray<{ readonly url: string; readonly sha256: string; readonly path: string }>;
  /** Folders that only root can read. */
  readonly folders?: readonly string[];
  /** Programs that the script writes, by their paths. */
  readonly files?: { readonly [path: string]: string };
  /** Links, each from its path to its target. */
  readonly links: { readonly [path: string]: string };
  /** Its entry in `daemon.json`. */
  readonly entry?: { readonly [name: string]: unknown };
  /** The engine's oldest major version that can run it. */
  readonly minimumEngine?: number;
}

/** A file of the machine, whose content Terraform encodes, so that no line break and no quotation mark of it reaches the script. */
export interface EncodedFile {
  readonly path: string;
  readonly mode: '444' | '400';
  readonly base64: string;
}

/** Certificates in a folder of the machine. */
export interface Certificates {
  readonly _folder: string;
  /** The files that the script writes. Without any, they are there already. */
  readonly _files: readonly EncodedFile[];
}

/** The TCP endpoint of an engine. */
export interface TlsAccess {
  readonly certificates: Certificates;
  readonly clientAddresses: readonly string[];
  readonly port: number;
}
