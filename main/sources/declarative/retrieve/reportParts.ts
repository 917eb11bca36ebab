import type { Component } from '../component.ts';
import { noPagination } from '../paging/defaultPaginator.ts';
import type { Extractor, Making, Requester } from '../parts.ts';
import { wrongManifest } from '../records/faults.ts';
import { UNREAD } from '../records/fileExtractor.ts';
import { inner, needed } from '../records/members.ts';

/** Who is asked for what in the course of a report. */
export interface ReportParts {
  readonly creation: Requester;
  readonly polling: Requester;
  readonly abort: Requester | null;
  readonly delete: Requester | null;
  readonly targets: Requester | null;
  readonly targetExtractor: Extractor | null;
  readonly download: Requester;
  readonly extractor: Extractor;
  readonly newPaginator: ReturnType<typeof noPagination>;
  readonly isPaged: boolean;
}

export function reportParts(component: Component, making: Making): ReportParts {
  const decoding = (name: string) => {
    const decoder = inner(component, name);
    return decoder === null ? {} : { decoder: making.make('decoder', decoder) };
  };
  const told = decoding('decoder');
  const maybe = (name: string) => {
    const requester = inner(component, name);
    return requester === null ? null : making.make('requester', requester, told);
  };
  const targetExtractor = inner(component, 'download_target_extractor');
  if (inner(component, 'download_target_requester') !== null && targetExtractor === null) {
    throw wrongManifest(component, 'download_target_requester needs a download_target_extractor');
  }
  const paging = inner(component, 'download_paginator');
  const extractor = inner(component, 'download_extractor') ?? {
    ...component,
    type: 'DpathExtractor',
    members: { field_path: [] },
  };
  // A file is read by its extractor, as it comes.
  const downloading =
    extractor.type === 'ResponseToFileExtractor' ? { decoder: UNREAD } : decoding('download_decoder');
  return {
    creation: making.make('requester', needed(component, 'creation_requester'), told),
    polling: making.make('requester', needed(component, 'polling_requester'), told),
    abort: maybe('abort_requester'),
    delete: maybe('delete_requester'),
    targets: maybe('download_target_requester'),
    targetExtractor: targetExtractor === null ? null : making.make('extractor', targetExtractor),
    download: making.make('requester', needed(component, 'download_requester'), downloading),
    extractor: making.make('extractor', extractor),
    newPaginator: paging === null ? noPagination() : making.make('paginator', paging),
    isPaged: paging !== null && paging.type !== 'NoPagination',
  };
}
