import type { AuditVariant } from '../../../shared/domain/audit.ts';
import { dashboardPackage } from './dashboard/dashboardPackage.ts';
import { findingPackage } from './finding/findingPackage.ts';
import type { Material } from './material/material.ts';
import { periodPackage } from './period/periodPackage.ts';
import { relationPackage } from './relation/relationPackage.ts';
import { runPackage } from './run/runPackage.ts';
import type { Middle } from './sheet/frame.ts';

/** What is special about each kind. */
export function middleOf(material: Material, variant: AuditVariant): Middle {
  switch (material.kind) {
    case 'finding':
      return findingPackage(material, variant);
    case 'dashboard':
      return dashboardPackage(material);
    case 'relation':
      return relationPackage(material);
    case 'run':
      return runPackage(material);
    case 'period':
      return periodPackage(material);
  }
}
