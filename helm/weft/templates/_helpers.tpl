{{- define "weft.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* Name of what the release makes. Short enough for what is put behind it. */}}
{{- define "weft.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 48 | trimSuffix "-" -}}
{{- else if contains (include "weft.name" .) .Release.Name -}}
{{- .Release.Name | trunc 48 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "weft.name" .) | trunc 48 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "weft.operator" -}}
{{- include "weft.fullname" . }}-operator
{{- end -}}

{{- define "weft.master" -}}
{{- include "weft.fullname" . }}-master
{{- end -}}

{{/* Names of objects that have no namespace: two releases of one name in two namespaces must not meet. */}}
{{- define "weft.clusterName" -}}
{{- printf "%s-%s" .Release.Namespace (include "weft.fullname" .) -}}
{{- end -}}

{{- define "weft.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "weft.operator" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "weft.keySecret" -}}
{{- default (printf "%s-admin" (include "weft.fullname" .)) .Values.fabric.keySecret.name -}}
{{- end -}}

{{/* Whether the operator makes the key: only for the master that this release runs. */}}
{{- define "weft.makesKey" -}}
{{- if and .Values.master.enabled .Values.fabric.create }}yes{{ end -}}
{{- end -}}

{{- define "weft.fabricUrl" -}}
{{- if .Values.master.enabled -}}
{{- if .Values.fabric.url -}}
{{- fail "\n\nfabric.url names a master of yours, and master.enabled makes another: leave one of them out (--set master.enabled=false)" -}}
{{- end -}}
ws://{{ include "weft.master" . }}.{{ .Release.Namespace }}.svc:{{ .Values.master.service.port }}/ws
{{- else -}}
{{- required "\n\nfabric.url is missing: with master.enabled=false say where your master is, such as wss://master.example:9000/ws" .Values.fabric.url -}}
{{- end -}}
{{- end -}}

{{- define "weft.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{/* Of a component: (list $ "operator"). These never change: selectors cannot. */}}
{{- define "weft.selectorLabels" -}}
{{- $ := index . 0 -}}
app.kubernetes.io/name: {{ include "weft.name" $ }}
app.kubernetes.io/instance: {{ $.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{- define "weft.labels" -}}
{{- $ := index . 0 -}}
{{ include "weft.selectorLabels" . }}
app.kubernetes.io/version: {{ $.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: weft
app.kubernetes.io/managed-by: {{ $.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $.Chart.Name $.Chart.Version | replace "+" "_" }}
{{- with $.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "weft.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "weft.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* The kinds, as resources of the API. A test compares them with the kinds that there are. */}}
{{- define "weft.resources" -}}
["fabricnodes","fabrics","fabricsources","managementrealms","nodelayouts"]
{{- end -}}

{{- define "weft.crdNames" -}}
{{- $names := list -}}
{{- range include "weft.resources" . | fromJsonArray -}}
{{- $names = append $names (printf "%s.weft.dev" .) -}}
{{- end -}}
{{- toJson $names -}}
{{- end -}}

{{/* Scheduling of a pod, from operator or master. */}}
{{- define "weft.placement" -}}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}
