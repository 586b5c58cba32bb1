import { badRequest, notFound } from '../api-error';
import { hashOf } from './ids';
import { UNSET_CONFIG } from '../settings/config';
import { Json, objectOf } from '../settings/json';

/** An image, as the engine answers to an inspect of it. */
export interface Image extends Json {
  readonly Id: string;
  readonly RepoTags?: readonly string[] | null;
  readonly RepoDigests?: readonly string[] | null;
  readonly Created: string;
  readonly Size: number;
}

/** Returns a small image of a name: `busybox:latest`. */
export function imageNamed(name: string, config: Json = { Cmd: ['sh'] }): Image {
  return {
    Id: `sha256:${hashOf(`image ${name}`)}`,
    RepoTags: [name],
    RepoDigests: [],
    Parent: '',
    Comment: '',
    Created: '2026-01-01T00:00:00Z',
    Container: '',
    DockerVersion: '20.10.24',
    Author: '',
    Config: { ...UNSET_CONFIG, ...config },
    Architecture: 'amd64',
    Os: 'linux',
    Size: 2_000_000,
    VirtualSize: 2_000_000,
    GraphDriver: { Data: {}, Name: 'overlay2' },
    RootFS: { Type: 'layers', Layers: [`sha256:${hashOf(`layer ${name}`)}`] },
    Metadata: { LastTagTime: '2026-01-01T00:00:00Z' },
  };
}

/** The images of an engine. They do not change. */
export class Images {
  constructor(public readonly all: readonly Image[]) {}

  /** Finds an image by its id, the beginning of its id, or one of its names. */
  public find(reference: string): Image | undefined {
    const hash = /^(?:sha256:)?([0-9a-f]{1,64})$/.exec(reference)?.[1];
    const named = this.all.find(({ RepoTags: tags, RepoDigests: digests }) => (
      [...tags ?? [], ...digests ?? []].includes(canonicalName(reference))));
    return named ?? (hash === undefined ? undefined : this.all.find(({ Id: id }) => id.startsWith(`sha256:${hash}`)));
  }

  /** Finds the image of a new container. */
  public ofContainer(reference: string): Image {
    const found = this.find(reference);
    if (found === undefined) throw notFound(`No such image: ${missingName(reference)}`);
    return found;
  }

  public get(reference: string): Image {
    if (/[A-Z]/.test(reference.split(/[:@]/)[0]!)) {
      throw badRequest(`no such image: ${reference}: invalid reference format: repository name must be lowercase`);
    }
    const found = this.find(reference);
    if (found === undefined) throw notFound(`no such image: ${reference}: No such image: ${missingName(reference)}`);
    return found;
  }

  public byId(id: string): Image {
    return this.all.find(({ Id }) => Id === id)!;
  }
}

export function configOfImage(image: Image): Json {
  return objectOf(image.Config);
}

/** Adds the tag that a name without one means, and removes the name of Docker Hub. */
function canonicalName(reference: string): string {
  const short = reference.replace(/^(index\.)?docker\.io\/(library\/)?/, '');
  return short.includes('@') || /:[^/]*$/.test(short) ? short : `${short}:latest`;
}

function missingName(reference: string): string {
  return reference.startsWith('sha256:') ? reference : canonicalName(reference);
}
