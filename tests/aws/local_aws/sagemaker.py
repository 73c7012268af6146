"""SageMaker: the notebook's settings that moto drops, tags of its lifecycle configuration, and its update."""

from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.sagemaker import models
from moto.sagemaker.responses import SageMakerResponse

Notebook = models.FakeSagemakerNotebookInstance
LifecycleConfiguration = models.FakeSageMakerNotebookInstanceLifecycleConfig
Backend = models.SageMakerModelBackend

# What the service takes where the request names nothing. https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-al2023.html
DEFAULT_PLATFORM = "notebook-al2023-v1"

# Parameter of UpdateNotebookInstance: attribute of moto's notebook.
UPDATABLE = {
    "InstanceType": "instance_type",
    "RoleArn": "role_arn",
    "LifecycleConfigName": "lifecycle_config_name",
    "VolumeSizeInGB": "volume_size_in_gb",
    "RootAccess": "root_access",
    "InstanceMetadataServiceConfiguration": "metadata_service",
}


def install() -> None:
    SageMakerResponse.create_notebook_instance = _with_metadata_service(SageMakerResponse.create_notebook_instance)
    SageMakerResponse.update_notebook_instance = _update_notebook_instance
    SageMakerResponse.create_notebook_instance_lifecycle_config = _with_tags(
        SageMakerResponse.create_notebook_instance_lifecycle_config
    )
    SageMakerResponse.update_notebook_instance_lifecycle_config = _update_lifecycle_configuration
    Notebook.to_dict = _as_read_back(Notebook.to_dict)
    Backend._get_resource_from_arn = _knowing_lifecycle_configurations(Backend._get_resource_from_arn)


def _with_metadata_service(original):
    def create_notebook_instance(self):
        result = original(self)
        notebook = self.sagemaker_backend.get_notebook_instance(self._get_param("NotebookInstanceName"))
        notebook.metadata_service = self._get_param("InstanceMetadataServiceConfiguration")
        notebook.platform = self._get_param("PlatformIdentifier")
        return result

    return create_notebook_instance


def _as_read_back(original):
    def to_dict(self):
        answer = original(self)
        answer["PlatformIdentifier"] = getattr(self, "platform", None) or DEFAULT_PLATFORM
        answer["InstanceMetadataServiceConfiguration"] = getattr(self, "metadata_service", None) or {
            "MinimumInstanceMetadataServiceVersion": "1"
        }
        return answer

    return to_dict


def _update_notebook_instance(self):
    notebook = self.sagemaker_backend.get_notebook_instance(self._get_param("NotebookInstanceName"))
    for parameter, attribute in UPDATABLE.items():
        if self._get_param(parameter) is not None:
            setattr(notebook, attribute, self._get_param(parameter))
    if self._get_param("DisassociateLifecycleConfig"):
        notebook.lifecycle_config_name = None
    notebook.last_modified_time = utcnow()
    return EmptyResult()


def _with_tags(original):
    def create_notebook_instance_lifecycle_config(self):
        result = original(self)
        name = self._get_param("NotebookInstanceLifecycleConfigName")
        configuration = self.sagemaker_backend.notebook_instance_lifecycle_configurations[name]
        configuration.tags = self._get_param("Tags") or []
        return result

    return create_notebook_instance_lifecycle_config


def _update_lifecycle_configuration(self):
    name = self._get_param("NotebookInstanceLifecycleConfigName")
    configuration = self.sagemaker_backend.notebook_instance_lifecycle_configurations[name]
    configuration.on_create = self._get_param("OnCreate")
    configuration.on_start = self._get_param("OnStart")
    configuration.last_modified_time = utcnow()
    return ActionResult({})


def _knowing_lifecycle_configurations(original):
    def get_resource_from_arn(self, arn):
        kind, _, name = arn.split(":")[-1].partition("/")
        if kind == "notebook-instance-lifecycle-config":
            return self.notebook_instance_lifecycle_configurations[name]
        return original(self, arn)

    return get_resource_from_arn
