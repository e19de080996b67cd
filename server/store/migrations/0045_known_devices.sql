-- whether anybody signed in on a device is asked where it is not known yet who comes
CREATE INDEX known_device_device ON known_device (device);
