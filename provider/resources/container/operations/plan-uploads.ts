import { filesOfReadOnlyRoot, Storage } from './read-only-root';
import { Engine } from '../../../engine/engine';
import { PlanContext } from '../../../framework/resource';
import { blockType } from '../../../framework/schema/body-type';
import { equal } from '../../../framework/value/compare';
import { Unknown, Value } from '../../../framework/value/value';
import { schema } from '../fields/schema';
import { Files, filesOf } from '../fields/upload';

type Body = { readonly [name: string]: Value };

/**
 * Replaces the container if an uploaded file changes, unless `upload_change` says otherwise: the process has read the old file. Also
 * replaces it if a file is removed, since the engine can add a file to a container, but not remove one. Nobody knows the files of an
 * imported container, so they may be the same.
 */
export function replaceForChangedUploads({ planned, isAdopted, requireReplace }: PlanContext<Engine>, prior: Body): void {
  if (!uploadsChange(planned, prior) || isAdopted && hasNoUpload(prior)) return;
  const staysWithFiles = planned.upload_change === 'restart' || planned.upload_change === 'upload';
  if (!staysWithFiles || removesUpload(planned, prior) || needsVolume(planned, prior)) requireReplace(['upload']);
}

/** Whether an update restarts the container because of a changed file. */
export function restartsForUploads(planned: Body, prior: Body): boolean {
  return planned.upload_change === 'restart' && uploadsChange(planned, prior);
}

/** Whether a file goes into another folder of a read-only root file system: the container has no volume for it. */
function needsVolume(planned: Body, prior: Body): boolean {
  const foldersOf = (body: Body) => body.read_only === true ? filesOfReadOnlyRoot(filesOf(known(body)), known(body)).folders : [];
  return foldersOf(planned).join() !== foldersOf(prior).join();
}

/** The mounts and files of a configuration whose paths are known. */
function known({ read_only: readOnly, mounts, volumes, upload, secret_file: secrets }: Body): Storage & Files {
  const blocks = (value: Value | undefined, path: string) => Array.isArray(value)
    ? value.filter((block: Value) => !(block instanceof Unknown) && typeof (block as Body)[path] === 'string')
    : [];
  return {
    read_only: readOnly,
    mounts: blocks(mounts, 'target'),
    volumes: blocks(volumes, 'container_path'),
    upload: blocks(upload, 'file'),
    secret_file: blocks(secrets, 'file'),
  };
}

function uploadsChange(planned: Body, prior: Body): boolean {
  return !equal(blockType(schema.blocks.upload), planned.upload ?? null, prior.upload ?? null);
}

function hasNoUpload({ upload }: Body): boolean {
  return !Array.isArray(upload) || upload.length === 0;
}

function removesUpload(planned: Body, prior: Body): boolean {
  const pathsOf = (body: Body) => Array.isArray(body.upload) ? body.upload.map((upload: Value) => (upload as Body).file) : [];
  if (planned.upload instanceof Unknown) return false;
  const files = new Set(pathsOf(planned));
  return pathsOf(prior).some((file) => !files.has(file)) && !files.has(Unknown.PLAIN);
}
