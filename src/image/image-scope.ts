import { Construct } from 'constructs';
import { IContainerHost } from '../engine/i-container-host';

/** The construct that contains the images of a host. */
export type ImageScope = Construct & { readonly host: IContainerHost };
